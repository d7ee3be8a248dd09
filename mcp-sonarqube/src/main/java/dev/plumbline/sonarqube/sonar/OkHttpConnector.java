package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.sonarqube.ws.client.RequestWithPayload;
import org.sonarqube.ws.client.WsConnector;
import org.sonarqube.ws.client.WsRequest;
import org.sonarqube.ws.client.WsResponse;

/**
 * Sends requests to SonarQube. Every answer that is no success becomes a {@link Failure}.
 * Thread-safe.
 *
 * <p>Redirects are not followed, so the token never goes to another host.
 */
final class OkHttpConnector implements WsConnector {
  private static final String USER_AGENT = "plumbline-mcp-sonarqube";

  /** Larger answers are no measures or issues, and would only fill the memory. */
  private static final long MAX_BYTES = 64L << 20;

  private final ServerAddress server;
  private final Supplier<Optional<String>> authorization;
  private final HttpSettings settings;
  private final HttpFailures failures;
  private final OkHttpClient client;

  /** Never sends a request twice: a change whose answer was lost may have been made. */
  private final OkHttpClient once;

  /**
   * @param authorization the header's value; empty for requests that need none
   */
  OkHttpConnector(
      ServerAddress server, Supplier<Optional<String>> authorization, HttpSettings settings) {
    this.server = server;
    this.authorization = authorization;
    this.settings = settings;
    this.failures = new HttpFailures(server);
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(settings.connectTimeout())
            .readTimeout(settings.readTimeout())
            .writeTimeout(settings.readTimeout())
            .connectionSpecs(specs(server))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(true)
            .connectionPool(new ConnectionPool(8, 5, TimeUnit.MINUTES))
            .build();
    this.once = client.newBuilder().retryOnConnectionFailure(false).build();
  }

  /** Without TLS to speak, its certificates need not be loaded. */
  private static List<ConnectionSpec> specs(ServerAddress server) {
    return server.url().isHttps()
        ? List.of(ConnectionSpec.MODERN_TLS)
        : List.of(ConnectionSpec.CLEARTEXT);
  }

  @Override
  public String baseUrl() {
    return server.text();
  }

  @Override
  public WsResponse call(WsRequest request) {
    Request sent = request(request);
    boolean repeatable = request.getMethod() == WsRequest.Method.GET;
    Backoff backoff = new Backoff(settings, repeatable);
    while (true) {
      try {
        BufferedResponse answer = send(sent, repeatable, backoff.remaining());
        if (answer.isSuccessful()) {
          return failures.checkContent(answer, request.getMediaType());
        }
        if (!Backoff.isTransient(answer.code()) || !backoff.pause(answer.header("Retry-After"))) {
          throw failures.of(answer);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw HttpFailures.cancelled(interrupted);
      } catch (IOException broken) {
        if (Thread.currentThread().isInterrupted()) {
          throw HttpFailures.cancelled(broken);
        }
        if (!backoff.pause(Optional.empty())) {
          throw failures.of(broken, settings);
        }
      }
    }
  }

  /**
   * @throws InterruptedException which OkHttp throws without declaring it
   */
  private BufferedResponse send(Request request, boolean repeatable, Duration limit)
      throws IOException, InterruptedException {
    okhttp3.Call call = (repeatable ? client : once).newCall(request);
    call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    try (Response response = call.execute();
        ResponseBody body = response.body()) {
      byte[] bytes = body.byteStream().readNBytes((int) MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new Failure.Upstream(
            "SonarQube's answer from %s is larger than 64 MB."
                .formatted(request.url().encodedPath()),
            "Ask for less.",
            null);
      }
      return new BufferedResponse(
          request.url().toString(), response.code(), response.headers().toMultimap(), bytes);
    }
  }

  private Request request(WsRequest request) {
    HttpUrl.Builder url = server.endpoint(request.getPath());
    Request.Builder builder = new Request.Builder();
    builder.header("User-Agent", USER_AGENT).header("Accept", request.getMediaType());
    if (!ServerClient.VERSION_PATH.equals(request.getPath())) {
      authorization.get().ifPresent(value -> builder.header("Authorization", value));
    }
    if (request instanceof RequestWithPayload<?> payload) {
      return builder.url(url.build()).method(request.getMethod().name(), body(payload)).build();
    }
    for (String key : request.getParameters().getKeys()) {
      request.getParameters().getValues(key).forEach(value -> url.addQueryParameter(key, value));
    }
    return builder.url(url.build()).get().build();
  }

  private static RequestBody body(RequestWithPayload<?> request) {
    if (request.hasBody()) {
      String type = request.getContentType().orElse("application/json; charset=utf-8");
      return RequestBody.create(request.getBody(), MediaType.get(type));
    }
    FormBody.Builder form = new FormBody.Builder();
    for (String key : request.getParameters().getKeys()) {
      request.getParameters().getValues(key).forEach(value -> form.add(key, value));
    }
    return form.build();
  }
}
