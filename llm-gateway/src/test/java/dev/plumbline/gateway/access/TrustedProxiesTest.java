package dev.plumbline.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.kernel.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a request comes from, as proxies say. */
class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.read("10.0.0.7, 10.1.0.0/20 fd00:1::/33,192.0.2.128/25", "X");

  @ParameterizedTest
  @CsvSource({
    "203.0.113.1, '', 203.0.113.1",
    "203.0.113.1, 198.51.100.1, 203.0.113.1",
    "10.0.0.8, 198.51.100.1, 10.0.0.8",
    "10.0.0.7, '', 10.0.0.7",
    "10.0.0.7, 198.51.100.1, 198.51.100.1",
    "10.0.0.7, 198.51.100.1:4711, 198.51.100.1",
    "10.0.0.7, 1.1.1.1;198.51.100.1, 198.51.100.1",
    "10.0.0.7, 1.1.1.1;198.51.100.1;10.1.15.255, 198.51.100.1",
    "10.0.0.7, 1.1.1.1;198.51.100.1;10.1.16.0, 10.1.16.0",
    "10.0.0.7, 1.1.1.1;192.0.2.127, 192.0.2.127",
    "10.0.0.7, 1.1.1.1;192.0.2.128, 1.1.1.1",
    "10.0.0.7, 10.1.0.1;10.1.0.2, 10.1.0.1",
    "10.0.0.7, 198.51.100.1;unknown, 10.0.0.7",
    "10.0.0.7, 198.51.100.1;localhost, 10.0.0.7",
    "10.0.0.7, [2001:db8::1]:443, 2001:db8::1",
    "10.0.0.7, 2001:db8::1, 2001:db8::1",
    "[fd00:1::5], 2001:db8::1, 2001:db8::1",
    "fd00:1:7fff::5, 2001:db8::1, 2001:db8::1",
    "fd00:1:8000::5, 2001:db8::1, fd00:1:8000::5",
    "::ffff:10.0.0.7, 198.51.100.1, 198.51.100.1",
  })
  void theLastAddressThatIsNoTrustedProxyCounts(String peer, String forwarded, String client) {
    List<String> entries = forwarded.isEmpty() ? List.of() : List.of(forwarded.split(";"));
    assertThat(PROXIES.client(peer, entries)).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "proxy.example",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "0.0.0.0/0",
        "::/0",
        "fd00::/129",
        "/8",
        "10.0.0.1/8/8"
      })
  void whatNamesNoProxyIsRefused(String text) {
    assertThatThrownBy(() -> TrustedProxies.read("10.0.0.7," + text, "PROXIES"))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("PROXIES holds '" + text + "'");
  }

  @Test
  void whatAClientPutsBeforeItHidesNothing() {
    for (String made : List.of("\"1.1.1.1", "1.1.1.1\\", ",", "[", "x,\"")) {
      assertThat(PROXIES.client("10.0.0.7", List.of(made, made + ", 198.51.100.1")))
          .as(made)
          .isEqualTo("198.51.100.1");
    }
  }

  @Test
  void nobodyIsTrustedUnlessNamed() {
    assertThat(TrustedProxies.NONE.any()).isFalse();
    assertThat(TrustedProxies.read(" ", "X").any()).isFalse();
    assertThat(TrustedProxies.NONE.client("127.0.0.1", List.of("198.51.100.1")))
        .isEqualTo("127.0.0.1");
  }

  @Test
  void addressesOfOneNetworkOfIpv6CountTogether() {
    GuessLimit limit = new GuessLimit(3);
    for (String peer : List.of("[2001:db8:0:1::1]", "2001:db8::1:ffff:0:0:1", "2001:db8:0:1::3")) {
      limit.check(peer);
      limit.failed(peer);
    }
    assertThatThrownBy(() -> limit.check("2001:db8:0:1:abcd::1%eth0"))
        .isInstanceOf(CallRefused.class);
    limit.check("2001:db8:0:2::1");
    for (int i = 0; i < 3; i++) {
      limit.failed("192.0.2." + i);
      limit.failed("192.0.2.9");
    }
    limit.check("192.0.2.1");
    assertThatThrownBy(() -> limit.check("192.0.2.9")).isInstanceOf(CallRefused.class);
    assertThatThrownBy(() -> limit.check("::ffff:192.0.2.9")).isInstanceOf(CallRefused.class);
  }
}
