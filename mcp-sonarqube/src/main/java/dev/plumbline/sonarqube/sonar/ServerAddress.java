package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.Locale;
import okhttp3.HttpUrl;

/** The server's address, checked, and what may be shown of it. */
record ServerAddress(HttpUrl url) {
  static ServerAddress of(String given) {
    if (given.isBlank()) {
      throw new Failure.Misconfigured(
          "No SonarQube server is configured.",
          "Set SONARQUBE_URL, for example to http://localhost:9000, and start this server again.");
    }
    String lower = given.toLowerCase(Locale.ROOT);
    HttpUrl url =
        lower.startsWith("http://") || lower.startsWith("https://") ? HttpUrl.parse(given) : null;
    if (url == null) {
      throw new Failure.Misconfigured(
          "SONARQUBE_URL is %s, which is no http or https address."
              .formatted(new Untrusted(withoutUserInfo(given)).inline(200)),
          "Set it to an address such as https://sonarqube.example.org.");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new Failure.Misconfigured(
          "SONARQUBE_URL holds a user name or password.",
          "Leave them out, and put a user token into SONARQUBE_TOKEN.");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new Failure.Misconfigured(
          "SONARQUBE_URL holds a query or fragment.",
          "Give the server's address only, such as https://example.org/sonarqube.");
    }
    return new ServerAddress(url);
  }

  /** The address of an endpoint below the server's own path. */
  HttpUrl.Builder endpoint(String path) {
    HttpUrl.Builder builder = url.newBuilder();
    return builder.addPathSegments(path.startsWith("/") ? path.substring(1) : path);
  }

  String text() {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static String withoutUserInfo(String given) {
    return given.replaceAll("[^/\\s]*@", "***@");
  }
}
