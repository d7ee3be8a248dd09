package dev.plumbline.gateway.admin;

import dev.plumbline.gateway.start.Gateway;
import dev.plumbline.gateway.start.GatewayOptions;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.usage.remote.GatewayToken;
import dev.plumbline.usage.remote.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A running gateway in a home of its own, and a client of its admin API. */
public final class AdminHouse implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Gateway gateway;
  private final String admin;

  /** An answer of the admin API. */
  public record Reply(int status, JsonNode json, HttpResponse<String> whole) {
    /** A header of it; empty without. */
    public String header(String name) {
      return whole.headers().firstValue(name).orElse("");
    }

    /** The code of its error; empty when it is none. */
    public String code() {
      return json.path("error").path("code").asString("");
    }

    /** What it says is wrong, and what to do. */
    public String said() {
      return json.path("error").path("message").asString("")
          + " "
          + json.path("error").path("next").asString("");
    }
  }

  /** Starts a gateway. */
  public AdminHouse(Path home, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PLUMBLINE_HOME", home.toString());
    gateway =
        Gateway.start(
            GatewayOptions.of(
                "127.0.0.1",
                0,
                Settings.load(GatewayOptions.SETTINGS, environment, null),
                environment));
    try {
      admin = Files.readString(GatewayToken.file(new PlumblineHome(home))).strip();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + gateway.port();
  }

  /** The token of its first start. */
  public String admin() {
    return admin;
  }

  /** A token of a role. */
  public String token(Role role) {
    String body = "{\"name\":\"%s\",\"role\":\"%s\"}".formatted("of-" + role, role.name());
    return send("POST", "tokens", body).json().path("token").asString();
  }

  /** Sends a request as an admin. */
  public Reply send(String method, String path, String body, String... headers) {
    return as(admin, method, path, body, headers);
  }

  /** Sends a request with a token; an empty one for none. */
  public Reply as(String token, String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + "/admin/v1/" + path))
            .header("content-type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode json = WireJson.parse(answer.body().getBytes(StandardCharsets.UTF_8));
      return new Reply(answer.statusCode(), json, answer);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Reads. */
  public Reply get(String path) {
    return send("GET", path, "");
  }

  /** Asks the gateway for its models with a virtual key; the HTTP status. */
  public int models(String key) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url() + "/v1/models"))
              .header("authorization", "Bearer " + key)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    gateway.close();
    client.close();
  }
}
