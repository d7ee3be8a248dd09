package dev.plumbline.usage.remote;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks the admin API of one gateway. A request that a cut idle connection swallowed is sent once
 * more; every answer that is no success becomes a {@link Failure}. Thread-safe.
 *
 * <p>Redirects are not followed, so the token never goes to another host.
 */
public final class GatewayClient implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int MOST_BYTES = 256 << 20;
  private static final int TOO_LONG_FOR_SECONDS = 9;

  private final GatewayAddress address;
  private final GatewayToken token;
  private final OkHttpClient client;

  /** Asks with the patience of these settings; they retry only cut connections, once. */
  public GatewayClient(GatewayAddress address, GatewayToken token, HttpSettings settings) {
    this.address = address;
    this.token = token;
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(settings.connectTimeout())
            .readTimeout(settings.readTimeout())
            .writeTimeout(settings.readTimeout())
            .callTimeout(settings.callTimeout())
            .followRedirects(false)
            .followSslRedirects(false)
            // Cut idle connections are met with one fresh connection.
            .retryOnConnectionFailure(true)
            .build();
  }

  /** The gateway it asks. */
  public GatewayAddress address() {
    return address;
  }

  /** Reads. */
  public JsonNode get(String path) {
    return send("GET", path, null, Map.of());
  }

  /** Asks, or adds. */
  public JsonNode post(String path, JsonNode body) {
    return send("POST", path, body, Map.of());
  }

  /**
   * Sends any request.
   *
   * @param path within the admin API, with its query
   * @param body null for none
   */
  public JsonNode send(
      String method, String path, @Nullable JsonNode body, Map<String, String> headers) {
    String bearer = token.find(address).orElseThrow(() -> token.missing(address));
    Request.Builder request =
        new Request.Builder()
            .url(address.at(path))
            .header("user-agent", "plumbline")
            .header("authorization", "Bearer " + bearer)
            .method(method, body == null ? empty(method) : json(body));
    headers.forEach(request::header);
    try (Response response = client.newCall(request.build()).execute()) {
      return read(response);
    } catch (IOException broken) {
      throw unreachable(broken);
    }
  }

  private static RequestBody json(JsonNode body) {
    return RequestBody.create(WireJson.bytes(body), JSON);
  }

  private static @Nullable RequestBody empty(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH")
        ? RequestBody.create(new byte[0], null)
        : null;
  }

  private JsonNode read(Response response) throws IOException {
    byte[] body = response.body().byteStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new IOException("the answer is larger than 256 MB");
    }
    JsonNode json = body.length == 0 ? WireJson.object() : parsed(response, body);
    if (response.isSuccessful()) {
      return json;
    }
    JsonNode error = json.path("error");
    String message = error.path("message").asString("").strip();
    String shown = message.isEmpty() ? "It answered with status " + response.code() + "." : message;
    throw FailureCodes.read(
        response.code(),
        error.path("code").asString(""),
        "The gateway %s: %s".formatted(address, shown),
        error.path("next").asString(""),
        wait(response.header("retry-after", "")));
  }

  private JsonNode parsed(Response response, byte[] body) {
    try {
      return WireJson.parse(body);
    } catch (Failure.InvalidInput noJson) {
      throw new Failure.Upstream(
          "What answers at %s is no Plumbline gateway (status %d, no JSON)."
              .formatted(address, response.code()),
          "Check the address.",
          noJson);
    }
  }

  private static Duration wait(@Nullable String retryAfter) {
    boolean seconds =
        retryAfter != null && retryAfter.matches("[0-9]{1," + TOO_LONG_FOR_SECONDS + "}");
    return Duration.ofSeconds(seconds ? Long.parseLong(String.valueOf(retryAfter)) : 1);
  }

  private Failure unreachable(IOException broken) {
    return new Failure.StoreUnavailable(
        "The gateway %s does not answer: %s."
            .formatted(address, String.valueOf(broken.getMessage()).replaceAll("\\p{Cntrl}", " ")),
        "Start it with bin/llm-gateway, or name another one ("
            + GatewayAddress.SETTING.variable()
            + ").",
        broken);
  }

  /** Closes idle connections. */
  @Override
  public void close() {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
