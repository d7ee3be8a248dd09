package dev.plumbline.usage.source.http;

import dev.plumbline.kernel.Failure;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * A server to ask, and how to prove who asks.
 *
 * @param name as people call it, such as {@code OpenAI}
 * @param url its base address
 * @param headers sent with each request, the secret among them
 * @param variable the environment variable that holds the key
 * @param need what that key must be, as a sentence
 */
public record ApiServer(
    String name, String url, Map<String, String> headers, String variable, String need) {
  public ApiServer {
    headers = Map.copyOf(headers);
    if (HttpUrl.parse(url) == null) {
      throw new Failure.Misconfigured(
          "The address of %s, '%s', is none.".formatted(name, url),
          "Write it as https://host or http://host:port.");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return name + " at " + url;
  }

  HttpUrl.Builder at(String path) {
    HttpUrl.Builder builder = HttpUrl.get(url).newBuilder().query(null).fragment(null);
    return builder.addPathSegments(path.startsWith("/") ? path.substring(1) : path);
  }
}
