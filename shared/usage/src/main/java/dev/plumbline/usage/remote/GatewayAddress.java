package dev.plumbline.usage.remote;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Setting;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * Where a gateway is.
 *
 * @param url with its scheme and host, without a slash at its end
 */
public record GatewayAddress(String url) {
  /** Where it is, for programs that ask one. */
  public static final Setting SETTING =
      Setting.of(
          "gateway.url",
          "PLUMBLINE_GATEWAY_URL",
          "The gateway to ask. Default: http://127.0.0.1:4000.");

  /** A gateway on this machine that was started without options. */
  public static final GatewayAddress USUAL = new GatewayAddress("http://127.0.0.1:4000");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  /** Checks it; a password is refused, and never repeated. */
  public GatewayAddress {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null || !parsed.username().isEmpty() || !parsed.password().isEmpty()) {
      throw new Failure.Misconfigured(
          "The gateway's address is not an http address, or holds a user.",
          "Give one like http://127.0.0.1:4000; the token goes into PLUMBLINE_GATEWAY_TOKEN.");
    }
    if (parsed.query() != null || parsed.fragment() != null) {
      throw new Failure.Misconfigured(
          "The gateway's address has a query or a fragment.",
          "End it before '?' and '#', as in http://127.0.0.1:4000.");
    }
    url = parsed.toString().replaceAll("/+$", "");
  }

  /** Whether a text is such an address rather than the location of a ledger. */
  public static boolean is(String location) {
    String lower = location.toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }

  /** Whether it is on this machine. */
  public boolean loopback() {
    return LOOPBACK.contains(HttpUrl.get(url).host());
  }

  /** The address of a path of its admin API, such as {@code usage/query}. */
  HttpUrl at(String path) {
    return HttpUrl.get(url + "/admin/v1/" + path);
  }

  @Override
  public String toString() {
    return url;
  }
}
