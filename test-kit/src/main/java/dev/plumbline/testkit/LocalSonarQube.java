package dev.plumbline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real SonarQube server on a free port of loopback, started by {@code bin/sonarqube-local} in a
 * folder of its own; closing it stops it.
 */
public final class LocalSonarQube implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(15);

  private final Path script;
  private final Path home;
  private final URI url;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper mapper = new JsonMapper();

  private LocalSonarQube(Path script, Path home, URI url, String token) {
    this.script = script;
    this.home = home;
    this.url = url;
    this.token = token;
  }

  /**
   * Starts the newest version known.
   *
   * @param root the folder of this repository
   * @param home where the server keeps its data
   */
  public static LocalSonarQube start(Path root, Path home) {
    return start(root, home, List.of());
  }

  /** Starts a version of the past, such as {@code 9.9.8.100196}. */
  public static LocalSonarQube start(Path root, Path home, String version) {
    return start(root, home, List.of("--version", version));
  }

  private static LocalSonarQube start(Path root, Path home, List<String> options) {
    Path script = root.resolve("bin/sonarqube-local");
    int port = freePort();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("start", "--home", home.toString(), "--port", String.valueOf(port)));
    arguments.addAll(options);
    run(Launch.of(script, arguments.toArray(String[]::new)));
    String token = run(Launch.of(script, "token", "--home", home.toString())).strip();
    return new LocalSonarQube(script, home, URI.create("http://127.0.0.1:" + port), token);
  }

  /** Its address. */
  public URI url() {
    return url;
  }

  /** A token of its administrator. */
  public String token() {
    return token;
  }

  /** What the web API answers to a GET, such as {@code api/projects/search?ps=1}. */
  public JsonNode get(String path) {
    return send(HttpRequest.newBuilder(url.resolve("/" + path)).GET());
  }

  /** What the web API answers to a POST without a body. */
  public JsonNode post(String path) {
    return send(
        HttpRequest.newBuilder(url.resolve("/" + path)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** Switches the severities' vocabulary: {@code MQR} or {@code STANDARD_EXPERIENCE}. */
  public void mode(String mode) {
    send(
        HttpRequest.newBuilder(url.resolve("/api/v2/clean-code-policy/mode"))
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"mode\":\"" + mode + "\"}")));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(
              request.header("Authorization", authorization()).build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new AssertionError(
            "SonarQube answers " + response.statusCode() + ": " + response.body());
      }
      return mapper.readTree(response.body().isEmpty() ? "{}" : response.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    }
  }

  /** Every version knows a token as the login of HTTP's basic authentication. */
  private String authorization() {
    byte[] login = (token + ":").getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(login);
  }

  @Override
  public void close() {
    run(Launch.of(script, "stop", "--home", home.toString()));
  }

  private static String run(Launch launch) {
    try (ServerProcess process = ServerProcess.start(launch)) {
      String output = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
      if (process.awaitExit(STARTS_WITHIN) != 0) {
        throw new AssertionError(launch.command() + " failed:\n" + process.stderr());
      }
      return output;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
