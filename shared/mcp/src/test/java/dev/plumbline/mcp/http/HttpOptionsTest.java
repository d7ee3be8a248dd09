package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOptionsTest {
  @Test
  void theDefaultsAreCautious() {
    HttpOptions options = HttpOptions.local(4101);

    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.authRequired()).isTrue();
    assertThat(options.maxRequestBytes()).isEqualTo(4 * 1024 * 1024);
    assertThat(options.requestsPerMinute()).isEqualTo(600);
    assertThat(options.allowedOrigins()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aPortOutOfRangeIsRefused(int port) {
    assertRefused(() -> HttpOptions.local(port), "port is " + port);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_023, 16 * 1024 * 1024 + 1})
  void aSizeOutOfRangeIsRefused(int size) {
    assertRefused(() -> with("localhost", List.of(), List.of(), size, 1), "size is " + size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5, 1_000_001})
  void aRateOutOfRangeIsRefused(int rate) {
    assertRefused(() -> with("localhost", List.of(), List.of(), 2_048, rate), "minute is " + rate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://a.example", "a b", "a.example/path", "*", "a.example:x"})
  void aMalformedHostIsRefused(String host) {
    assertRefused(
        () -> with("localhost", List.of(host), List.of(), 2_048, 1), "\"" + host + "\" is not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "app.example", "https://app.example/", "*", "null", "https://a b"})
  void aMalformedOriginIsRefused(String origin) {
    assertRefused(
        () -> with("localhost", List.of(), List.of(origin), 2_048, 1), "\"" + origin + "\" is not");
  }

  @Test
  void anEmptyHostAndNoTransportAreRefused() {
    assertRefused(() -> with(" ", List.of(), List.of(), 2_048, 1), "host is empty");
    assertRefused(
        () -> new HttpOptions("a", 0, Set.of(), List.of(), List.of(), 2_048, 1, null, true),
        "No transport");
  }

  @Test
  void wellFormedHostsAndOriginsPass() {
    HttpOptions options =
        with(
            "::1",
            List.of("a.example", "a.example:80", "a.example:*", "[::1]:4101"),
            List.of("https://a.example:*", "vscode-webview://abc123"),
            2_048,
            1);

    assertThat(options.allowedHosts()).hasSize(4);
  }

  private static HttpOptions with(
      String host, List<String> hosts, List<String> origins, int size, int rate) {
    return new HttpOptions(
        host, 0, Set.of(HttpTransport.SSE), hosts, origins, size, rate, null, true);
  }

  private static void assertRefused(Runnable options, String reason) {
    assertThatThrownBy(options::run)
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining(reason);
  }
}
