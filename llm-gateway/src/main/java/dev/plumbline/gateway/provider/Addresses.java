package dev.plumbline.gateway.provider;

import dev.plumbline.control.Provider;
import dev.plumbline.kernel.Failure;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Addresses at providers, which never leave the provider's own base. */
final class Addresses {
  private Addresses() {}

  /**
   * An address below a provider's base.
   *
   * @param path beginning with a slash, perhaps with a query
   */
  static HttpUrl at(Provider provider, String path) {
    String base = trimmed(provider.baseUrl());
    HttpUrl root = HttpUrl.parse(base + "/");
    HttpUrl url = HttpUrl.parse(base + path);
    if (root == null || url == null) {
      throw new Failure.Misconfigured(
          "The provider '%s' has the base URL '%s'.".formatted(provider.id(), provider.baseUrl()),
          "Give it an http or https address without the /v1 of the paths.");
    }
    if (!path.startsWith("/") || climbs(path) || !below(root, url)) {
      throw new Failure.InvalidInput(
          "The path '%s' leaves the provider '%s'.".formatted(path, provider.id()),
          "Ask for a path without '.', '..', '//' and '\\'.");
    }
    return url;
  }

  private static boolean climbs(String path) {
    int query = path.indexOf('?');
    String plain = (query < 0 ? path : path.substring(0, query)).toLowerCase(Locale.ROOT);
    return plain.contains("..")
        || plain.contains("/./")
        || plain.endsWith("/.")
        || plain.contains("//")
        || plain.contains("\\")
        || plain.contains("%2e")
        || plain.contains("%2f")
        || plain.contains("%5c");
  }

  private static boolean below(HttpUrl root, HttpUrl url) {
    return url.scheme().equals(root.scheme())
        && url.host().equals(root.host())
        && url.port() == root.port()
        && url.encodedUsername().equals(root.encodedUsername())
        && url.encodedPath().startsWith(root.encodedPath());
  }

  private static String trimmed(@Nullable String base) {
    String text = base == null ? "" : base.strip();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
