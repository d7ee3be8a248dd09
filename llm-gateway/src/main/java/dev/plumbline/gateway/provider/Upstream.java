package dev.plumbline.gateway.provider;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Route.Timeouts;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Once;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's way to all providers: sends one request once, without retries, redirects or
 * cookies. Safe for many threads, each of which waits for its own answer.
 */
public final class Upstream implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final String KEY_PLACE = "${key}";
  private static final String ANTHROPIC_VERSION = "2023-06-01";
  private static final int LANES = 512;
  private static final int CALLS_A_LANE = 8;
  private static final int MOST_URLS = 1_000;

  private final ProviderKeys keys;
  private final Once<OkHttpClient> base = new Once<>(Upstream::base);
  private final List<Lane> lanes;
  private final Deadlines deadlines = new Deadlines();
  private final Map<Place, HttpUrl> urls = new ConcurrentHashMap<>();

  /** Where a call of an endpoint goes. */
  private record Place(String base, String path) {}

  /** Opens nothing yet; trusted certificates are read by the first call, or made ready before. */
  public Upstream(ProviderKeys keys) {
    this.keys = keys;
    this.lanes = Stream.generate(() -> new Lane(base, CALLS_A_LANE)).limit(LANES).toList();
  }

  /** Begins to read the trusted certificates in the background; calls before that wait. */
  public void prepare() {
    Thread.ofVirtual().name("certificates").start(base::get);
  }

  private static OkHttpClient base() {
    return new OkHttpClient.Builder()
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .cookieJar(CookieJar.NO_COOKIES)
        .build();
  }

  /**
   * Sends a call to its endpoint.
   *
   * @param headers of the application for a provider of the same dialect
   * @throws IOException when there is no answer
   * @throws Failure.Misconfigured when the provider's address or key cannot be used
   */
  public Reply send(
      Provider provider,
      Endpoint endpoint,
      String model,
      ByteString body,
      Map<String, String> headers,
      Timeouts timeouts,
      Cancellation cancellation)
      throws IOException {
    String path =
        provider
            .paths()
            .getOrDefault(endpoint.label(), endpoint.path())
            .replace("{model}", inPath(model));
    Request.Builder request =
        request(provider, url(provider, path), headers).post(RequestBody.create(body, JSON));
    return execute(request.build(), timeouts, true, cancellation);
  }

  /** Kept, because reading one takes longer than anything else of a request. */
  private HttpUrl url(Provider provider, String path) {
    Place place = new Place(provider.baseUrl(), path);
    HttpUrl known = urls.get(place);
    if (known == null) {
      if (urls.size() >= MOST_URLS) {
        urls.clear();
      }
      known = Addresses.at(provider, path);
      urls.put(place, known);
    }
    return known;
  }

  /** Applications name models, which must not end a path or begin a query. */
  private static String inPath(String model) {
    return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  /** Sends anything else. */
  Reply forward(
      Provider provider,
      HttpUrl url,
      String method,
      @Nullable RequestBody body,
      Map<String, String> headers,
      Timeouts timeouts,
      Cancellation cancellation)
      throws IOException {
    Request.Builder request = request(provider, url, headers);
    try {
      request.method(method, body);
    } catch (IllegalArgumentException unfit) {
      throw new Failure.InvalidInput(
          "The method %s cannot be sent %s a body."
              .formatted(method, body == null ? "without" : "with"),
          "Use the method that the provider's reference names.");
    }
    return execute(request.build(), timeouts, false, cancellation);
  }

  /**
   * Makes a call.
   *
   * @param ready whether the whole request is there, so that the provider's silence counts at once
   */
  private Reply execute(
      Request request, Timeouts timeouts, boolean ready, Cancellation cancellation)
      throws IOException {
    Lane lane = lane();
    boolean answered = false;
    try {
      Call call = lane.client(timeouts.connect()).newCall(request);
      cancellation.watch(call);
      long silence = timeouts.firstToken().toNanos();
      Deadline deadline = new Deadline(call, timeouts.total().toNanos(), silence);
      if (ready) {
        deadline.until(System.nanoTime() + silence);
      }
      Response response = deadlines.execute(call, deadline);
      answered = true;
      return new Reply(
          response,
          deadline,
          () -> {
            deadlines.forget(deadline);
            cancellation.forget(call);
            lane.leave();
          });
    } finally {
      if (!answered) {
        lane.leave();
      }
    }
  }

  /** The first lane with room, so that few calls share few connections. */
  private Lane lane() {
    for (Lane lane : lanes) {
      if (lane.enter(CALLS_A_LANE)) {
        return lane;
      }
    }
    Lane any = lanes.get(ThreadLocalRandom.current().nextInt(LANES));
    while (!any.enter(Integer.MAX_VALUE)) {
      Thread.onSpinWait();
    }
    return any;
  }

  private Request.Builder request(Provider provider, HttpUrl url, Map<String, String> headers) {
    Request.Builder request = new Request.Builder().url(url);
    try {
      headers.forEach(request::header);
      Optional<String> key = keys.of(provider);
      // Events must come as they are written, not as a compressor lets them out.
      request.header("accept-encoding", "identity").header("user-agent", "plumbline-gateway");
      boolean placed = false;
      for (Map.Entry<String, String> own : provider.headers().entrySet()) {
        placed |= own.getValue().contains(KEY_PLACE);
        request.header(own.getKey(), own.getValue().replace(KEY_PLACE, key.orElse("")));
      }
      if (provider.dialect() == Dialect.ANTHROPIC
          && !headers.containsKey("anthropic-version")
          && !provider.headers().containsKey("anthropic-version")) {
        request.header("anthropic-version", ANTHROPIC_VERSION);
      }
      if (key.isPresent() && !placed) {
        boolean anthropic = provider.dialect() == Dialect.ANTHROPIC;
        request.header(
            anthropic ? "x-api-key" : "authorization", (anthropic ? "" : "Bearer ") + key.get());
      }
    } catch (IllegalArgumentException unfit) {
      throw new Failure.Misconfigured(
          "The headers of the provider '%s' cannot be sent.".formatted(provider.id()),
          "Use names and values of plain ASCII text.");
    }
    return request;
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
    deadlines.close();
  }
}
