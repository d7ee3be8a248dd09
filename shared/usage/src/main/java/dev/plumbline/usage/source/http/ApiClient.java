package dev.plumbline.usage.source.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.usage.source.text.JsonValues;
import java.io.IOException;
import java.io.InputStream;
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
 * again; every other answer that is no success becomes a {@link Failure}. Thread-safe.
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

  /** With the usual patience. */
  public ApiClient(ApiServer server, HttpSettings settings, Clock clock) {
    this(server, settings, Patience.standard(), Pauses.SLEEP, clock);
  }

  /**
   * @param settings time limits; how often to try again is for {@code patience} to say
   */
  public ApiClient(
      ApiServer server, HttpSettings settings, Patience patience, Pauses pauses, Clock clock) {
    this.server = server;
    this.failures = new ApiFailures(server);
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
    return call(request(path, query).get().build(), ApiClient::json);
  }

  /** Sends JSON, and reads JSON; the request may be sent again when its answer was lost. */
  public JsonNode post(String path, JsonNode body) {
    RequestBody sent = RequestBody.create(body.toString().getBytes(StandardCharsets.UTF_8), JSON);
    return call(request(path, Query.NONE).post(sent).build(), ApiClient::json);
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

  private interface Reading<T> {
    T read(ResponseBody body) throws IOException;
  }

  private <T> T call(Request request, Reading<T> reading) {
    String path = request.url().encodedPath();
    for (int failed = 0; ; failed++) {
      Duration wait = patience.pause(failed);
      try (Response response = send(request)) {
        if (response.isSuccessful()) {
          return reading.read(response.body());
        }
        wait = afterRefusal(response, path, failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw failures.cancelled(interrupted);
      } catch (IOException broken) {
        if (Thread.currentThread().isInterrupted()) {
          throw failures.cancelled(broken);
        }
        if (failed >= patience.retries()) {
          throw failures.unreachable(path, broken);
        }
      }
      pause(wait);
    }
  }

  /**
   * @throws InterruptedException which OkHttp throws without declaring it
   */
  private Response send(Request request) throws IOException, InterruptedException {
    return client.newCall(request).execute();
  }

  /** How long to wait before trying again, or the failure when that is of no use. */
  private Duration afterRefusal(Response response, String path, int failed) throws IOException {
    int status = response.code();
    boolean passing = status == TOO_MANY || status == OVERLOADED || status / 100 == 5;
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
    byte[] bytes = body.byteStream().readNBytes((int) MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("the answer is larger than 256 MB");
    }
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
