package dev.plumbline.usage.source.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.usage.source.text.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks one server. Too many requests, trouble on the server's side and cut connections are tried
 * again; every other answer that is no success becomes a {@link Failure}. What must not be done
 * twice is tried again only where the server surely did nothing. Thread-safe.
 *
 * <p>Redirects are not followed, so a key never goes to another host.
 */
public final class ApiClient {
  private static final String USER_AGENT = "plumbline";
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final long MOST_BYTES = 256L << 20;
  private static final int MOST_REFUSAL = 64 * 1024;
  private static final int TOO_MANY = 429;
  private static final int OVERLOADED = 529;

  private final ApiServer server;
  private final ApiFailures failures;
  private final Patience patience;
  private final Pauses pauses;
  private final Clock clock;
  private final OkHttpClient client;
  private final OkHttpClient once;

  /** With the usual patience. */
  public ApiClient(ApiServer server, HttpSettings settings, Clock clock) {
    this(server, settings, Patience.standard(), Pauses.SLEEP, clock);
  }

  /**
   * @param settings time limits; how often to try again is for {@code patience} to say
   */
  public ApiClient(
      ApiServer server, HttpSettings settings, Patience patience, Pauses pauses, Clock clock) {
    this(server, Advice.IMPORT, settings, patience, pauses, clock);
  }

  /**
   * @param advice what its failures say to do
   * @param settings time limits; how often to try again is for {@code patience} to say
   */
  public ApiClient(
      ApiServer server,
      Advice advice,
      HttpSettings settings,
      Patience patience,
      Pauses pauses,
      Clock clock) {
    this.server = server;
    this.failures = new ApiFailures(server, advice);
    this.patience = patience;
    this.pauses = pauses;
    this.clock = clock;
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(settings.connectTimeout())
            .readTimeout(settings.readTimeout())
            .writeTimeout(settings.readTimeout())
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    this.once = client.newBuilder().retryOnConnectionFailure(false).build();
  }

  /** The server it asks. */
  public ApiServer server() {
    return server;
  }

  /** Waits as between retries: for an answer that the server is still working on. */
  public void pause(Duration length) {
    try {
      pauses.pause(length);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failures.cancelled(interrupted);
    }
  }

  /** Reads JSON. */
  public JsonNode get(String path, Query query) {
    return call(true, request(path, query).get().build(), ApiClient::json);
  }

  /** Sends JSON, and reads JSON; the request may be sent again when its answer was lost. */
  public JsonNode post(String path, JsonNode body) {
    return call(true, request(path, Query.NONE).post(sent(body)).build(), ApiClient::json);
  }

  /**
   * Sends JSON with a method such as {@code PUT}.
   *
   * @param body null for none
   * @param repeatable whether it may be sent again when its answer was lost
   * @return null when the server answers nothing
   */
  public @Nullable JsonNode send(
      String method, String path, Query query, @Nullable JsonNode body, boolean repeatable) {
    Request request = request(path, query).method(method, body == null ? null : sent(body)).build();
    return call(repeatable, request, ApiClient::jsonOrNothing);
  }

  private static RequestBody sent(JsonNode body) {
    return RequestBody.create(body.toString().getBytes(StandardCharsets.UTF_8), JSON);
  }

  /** Saves what lies at a signed address, which needs no key, into a file. */
  public void download(String address, Path file) {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null) {
      throw new Failure.Upstream(
          server.name() + " gave no address to download from.", "Try it again later.", null);
    }
    Request request = new Request.Builder().url(url).header("User-Agent", USER_AGENT).build();
    call(
        true,
        request,
        body -> {
          try (InputStream in = body.byteStream()) {
            return Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
          }
        });
  }

  private Request.Builder request(String path, Query query) {
    HttpUrl.Builder url = server.at(path);
    query.parameters().forEach(each -> url.addQueryParameter(each.name(), each.value()));
    Request.Builder request =
        new Request.Builder().url(url.build()).header("User-Agent", USER_AGENT);
    for (Map.Entry<String, String> header : server.headers().entrySet()) {
      request.header(header.getKey(), header.getValue());
    }
    return request;
  }

  private interface Reading<T extends @Nullable Object> {
    T read(ResponseBody body) throws IOException;
  }

  private <T extends @Nullable Object> T call(
      boolean repeatable, Request request, Reading<T> reading) {
    String path = request.url().encodedPath();
    for (int failed = 0; ; failed++) {
      Duration wait = patience.pause(failed);
      try (Response response = send(request, repeatable)) {
        if (response.isSuccessful()) {
          return reading.read(response.body());
        }
        wait = afterRefusal(response, path, failed, repeatable);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw failures.cancelled(interrupted);
      } catch (IOException broken) {
        if (Thread.currentThread().isInterrupted()) {
          throw failures.cancelled(broken);
        }
        boolean unsent = broken instanceof ConnectException;
        if (failed >= patience.retries() || (!repeatable && !unsent)) {
          throw failures.unreachable(path, broken);
        }
      }
      pause(wait);
    }
  }

  /**
   * @throws InterruptedException which OkHttp throws without declaring it
   */
  private Response send(Request request, boolean repeatable)
      throws IOException, InterruptedException {
    return (repeatable ? client : once).newCall(request).execute();
  }

  /** How long to wait before trying again, or the failure when that is of no use. */
  private Duration afterRefusal(Response response, String path, int failed, boolean repeatable)
      throws IOException {
    int status = response.code();
    boolean passing =
        status == TOO_MANY || (repeatable && (status == OVERLOADED || status / 100 == 5));
    byte[] body = response.body().byteStream().readNBytes(MOST_REFUSAL);
    Duration wait =
        RetryAfter.read(response.header("Retry-After"), clock).orElse(patience.pause(failed));
    boolean tooLong = wait.compareTo(patience.longest()) > 0;
    if (!passing || tooLong || failed >= patience.retries()) {
      throw status == TOO_MANY
          ? failures.tooMany(path, wait)
          : failures.of(status, path, new String(body, StandardCharsets.UTF_8));
    }
    return wait;
  }

  private static JsonNode json(ResponseBody body) throws IOException {
    return json(bytes(body));
  }

  private static @Nullable JsonNode jsonOrNothing(ResponseBody body) throws IOException {
    byte[] bytes = bytes(body);
    return bytes.length == 0 ? null : json(bytes);
  }

  private static byte[] bytes(ResponseBody body) throws IOException {
    byte[] bytes = body.byteStream().readNBytes((int) MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("the answer is larger than 256 MB");
    }
    return bytes;
  }

  private static JsonNode json(byte[] bytes) throws IOException {
    try {
      @Nullable JsonNode json = JsonValues.mapper().readTree(bytes);
      if (json != null && json.isContainer()) {
        return json;
      }
    } catch (JacksonException cut) {
      throw new IOException("the answer is no JSON, or cut off", cut);
    }
    throw new IOException("the answer is no JSON object");
  }
}
