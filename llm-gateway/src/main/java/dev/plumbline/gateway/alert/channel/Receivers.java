package dev.plumbline.gateway.alert.channel;

import dev.plumbline.kernel.Once;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.ByteString;

/** The way to receivers over HTTP: no redirects, no cookies, no addresses of the infrastructure. */
final class Receivers implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final Pattern CODE = Pattern.compile("[a-z_]{3,40}");
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY = 429;
  private static final int TIMED_OUT = 408;

  private final Once<OkHttpClient> client = new Once<>(Receivers::client);

  private static OkHttpClient client() {
    return new OkHttpClient.Builder()
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .cookieJar(CookieJar.NO_COOKIES)
        .connectTimeout(Duration.ofSeconds(5))
        .callTimeout(Duration.ofSeconds(15))
        .dns(Receivers::addresses)
        .build();
  }

  /** Posts JSON; anything but a 2xx answer was not taken. */
  void post(String address, Map<String, String> headers, byte[] body) throws NotSent {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null) {
      throw new NotSent("The channel's address is not one.", true);
    }
    Request.Builder request = new Request.Builder();
    try {
      headers.forEach(request::header);
    } catch (IllegalArgumentException unfit) {
      // Not shown: it may be a secret.
      throw new NotSent("A header of the channel cannot be sent.", true);
    }
    request.url(url).header("user-agent", "plumbline-gateway");
    check(url);
    request.post(RequestBody.create(ByteString.of(body), JSON));
    try (Response answer = client.get().newCall(request.build()).execute()) {
      if (!answer.isSuccessful()) {
        throw refusal(url, answer);
      }
    } catch (IOException unreachable) {
      throw new NotSent(
          "%s cannot be reached: %s.".formatted(url.host(), unreachable.getClass().getSimpleName()),
          unreachable instanceof Addresses.Forbidden);
    }
  }

  /** Literal addresses are not looked up, so they are checked here; plain HTTP stays at home. */
  private static void check(HttpUrl url) throws NotSent {
    try {
      for (InetAddress address : addresses(url.host())) {
        if (!url.isHttps() && !address.isLoopbackAddress()) {
          throw new NotSent("%s is not this machine; use https.".formatted(url.host()), true);
        }
      }
    } catch (Addresses.Forbidden forbidden) {
      throw new NotSent(String.valueOf(forbidden.getMessage()), true);
    } catch (UnknownHostException unknown) {
      throw new NotSent("There is no address of %s now.".formatted(url.host()), false);
    }
  }

  private static List<InetAddress> addresses(String host) throws UnknownHostException {
    return Addresses.checked(host, Dns.SYSTEM.lookup(host));
  }

  private static NotSent refusal(HttpUrl url, Response answer) throws IOException {
    int status = answer.code();
    boolean later =
        status >= 500 || status == TIMED_OUT || status == TOO_EARLY || status == TOO_MANY;
    try (ResponseBody body = answer.peekBody(100)) {
      String said = body.string().strip();
      // Codes such as invalid_blocks help; whatever else a host says is nobody's business here.
      String why = CODE.matcher(said).matches() ? ": " + said : "";
      return new NotSent("%s answered %d%s.".formatted(url.host(), status, why), !later);
    }
  }

  @Override
  public void close() {
    client
        .made()
        .ifPresent(used -> {
          used.dispatcher().executorService().shutdown();
          used.connectionPool().evictAll();
        });
  }
}
