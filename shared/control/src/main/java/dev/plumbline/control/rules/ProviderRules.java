package dev.plumbline.control.rules;

import dev.plumbline.control.Provider;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What providers must be like. */
final class ProviderRules {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7E&&[^?#\\\\]]*");
  private static final Pattern VARIABLE = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*");

  /** Those that the connection itself needs; another value of them lets requests be smuggled. */
  private static final Set<String> OWN =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "keep-alive",
          "proxy-connection");

  private ProviderRules() {}

  static void check(Checked checked, Provider provider) {
    baseUrl(checked, provider.baseUrl());
    keyFrom(checked, "key_from", provider.keyFrom());
    for (Map.Entry<String, String> header : provider.headers().entrySet()) {
      header(checked, header.getKey(), header.getValue());
    }
    for (Map.Entry<String, String> path : provider.paths().entrySet()) {
      if (!LABEL.matcher(path.getKey()).matches()) {
        throw checked.wrong("paths", path.getKey(), "Name an endpoint, like chat_completions.");
      }
      if (!PATH.matcher(path.getValue()).matches() || path.getValue().contains("..")) {
        throw checked.wrong(
            "paths." + path.getKey(), path.getValue(), "Give a path like /openai/v1/responses.");
      }
    }
    checked.optionalName("price_as", provider.priceAs());
    checked.optionalName("data_location", provider.dataLocation());
    Provider.Breaker breaker = provider.breaker();
    checked.between("breaker.failure_percent", breaker.failurePercent(), 1, 100);
    checked.between("breaker.least_calls", breaker.leastCalls(), 1, 10_000);
    checked.between("breaker.open", breaker.open(), Duration.ofMillis(100), Duration.ofHours(24));
    checked.between("max_parallel", provider.maxParallel(), 0, 1_000_000);
  }

  private static void baseUrl(Checked checked, String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException wrong) {
      // Not shown: what cannot be read may hold a password.
      throw checked.wrong("base_url", "not an address", "Give one like https://api.openai.com.");
    }
    if (url.getRawUserInfo() != null
        || (url.getRawAuthority() != null && url.getRawAuthority().contains("@"))) {
      throw checked.wrong(
          "base_url",
          "an address with user information",
          "Leave the user out, and name the key's place in key_from.");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw checked.wrong(
          "base_url", "an address with a query or fragment", "End it before '?' and '#'.");
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("https") || scheme.equals("http"))
        || url.getHost() == null
        || url.getHost().isEmpty()) {
      throw checked.wrong("base_url", text, "Give an http or https address with a host.");
    }
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    if (path.contains("..") || path.contains("//")) {
      throw checked.wrong("base_url", text, "Leave '..' and '//' out of its path.");
    }
  }

  /** A place of a secret, never the secret itself. */
  static void keyFrom(Checked checked, String field, @Nullable String from) {
    if (from == null || VARIABLE.matcher(from).matches()) {
      return;
    }
    if (!from.startsWith("file:")
        || from.length() == "file:".length()
        || from.chars().anyMatch(Character::isISOControl)) {
      // Not shown: people put the key itself here.
      throw checked.wrong(
          field,
          "of another form",
          "Give env:NAME or file:PATH, where it is; never the secret itself.");
    }
  }

  private static void header(Checked checked, String name, String value) {
    if (!HEADER.matcher(name).matches()) {
      throw checked.wrong("headers", name, "Give the name of an HTTP header.");
    }
    if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
      throw checked.wrong("headers", name, "Leave it out: the connection sets it.");
    }
    if (value.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c > 0x7E)) {
      // Not shown: it may be a secret.
      throw checked.wrong(
          "headers." + name, "of several lines or not plain ASCII", "Give one line of ASCII.");
    }
    if (value.equals(Provider.HIDDEN)) {
      throw checked.wrong(
          "headers." + name, value, "Give its real value again; it is never shown.");
    }
  }
}
