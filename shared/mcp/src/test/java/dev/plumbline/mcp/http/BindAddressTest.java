package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.access.TokenStore;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BindAddressTest {
  private final TokenStore tokens = TestServer.newTokens(Clock.systemUTC());

  @Test
  void anotherAddressThanLoopbackNeedsAToken() {
    assertRefused(TestServer.options("0.0.0.0", 60, null, true), "holds no valid token");
  }

  @Test
  void anExpiredTokenIsNotEnough() {
    Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    new TokenStore(tokens.path(), yesterday)
        .create("old", Role.READER, Instant.now().minusSeconds(60));

    assertRefused(TestServer.options("0.0.0.0", 60, null, true), "holds no valid token");
  }

  @Test
  void anotherAddressThanLoopbackNeedsAuthentication() {
    tokens.create("ci", Role.READER, null);

    assertRefused(TestServer.options("0.0.0.0", 60, null, false), "authentication is off");
    assertRefused(TestServer.options("::", 60, null, false), "authentication is off");
  }

  @Test
  void withATokenItIsServed() throws Exception {
    String token = tokens.create("ci", Role.READER, null).token();
    try (TestServer test = server(TestServer.options("0.0.0.0", 60, null, true))) {
      test.server.start();

      assertThat(new TestClient(test.uri(""), token).get("/info").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anUnknownHostIsNamed() {
    assertRefused(TestServer.options("no-such-host.invalid", 60, null, true), "no-such-host");
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(HttpOptions.local(taken.getLocalPort()), "port " + taken.getLocalPort());
    }
  }

  private void assertRefused(HttpOptions options, String reason) {
    try (TestServer test = server(options)) {
      assertThatThrownBy(test.server::start)
          .isInstanceOf(Failure.Misconfigured.class)
          .hasMessageContaining(reason);
    }
  }

  private TestServer server(HttpOptions options) {
    return new TestServer(options, TestServer.quick(), tokens);
  }
}
