package dev.plumbline.stats.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.remote.GatewayAddress;
import dev.plumbline.usage.remote.GatewayToken;
import dev.plumbline.usage.remote.LedgerService;
import dev.plumbline.usage.remote.RemoteLedger;
import dev.plumbline.usage.remote.WireJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A gateway that comes and goes beside the ledger of a home folder. */
final class LedgerFinderTest {
  private static final String TOKEN = "plt-of-the-test";
  private static final Instant NOW = Instant.parse("2026-10-15T12:00:00Z");

  @TempDir Path home;
  @TempDir Path elsewhere;

  private LedgerReader gateways;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    String ledger = fill(elsewhere.resolve("gateways.duckdb"), 3);
    gateways = new Ledgers(Map.of()).reader(ledger);
    server = gateway(0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    gateways.close();
  }

  private static String fill(Path file, int events) {
    try (LedgerWriter writer = new Ledgers(Map.of()).writer("duckdb:" + file)) {
      for (int i = 0; i < events; i++) {
        writer.append(List.of(UsageEvent.of("e" + i, NOW, "openai", "gpt-5", "test").build()));
      }
    }
    return "duckdb:" + file;
  }

  private HttpServer gateway(int port) throws IOException {
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    LedgerService service = new LedgerService(() -> gateways);
    gateway.createContext(
        "/admin/v1/whoami",
        exchange -> answer(exchange, WireJson.object().put("name", "t").put("role", "reader")));
    gateway.createContext("/admin/v1/usage/health", exchange -> answer(exchange, service.health()));
    gateway.start();
    return gateway;
  }

  private static void answer(HttpExchange exchange, JsonNode json) throws IOException {
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("authorization"));
    byte[] body = WireJson.bytes(known ? json : WireJson.object());
    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private LedgerFinder finder(Optional<String> named) {
    PlumblineHome own = new PlumblineHome(home);
    return new LedgerFinder(
        named,
        new GatewayAddress("http://127.0.0.1:" + server.getAddress().getPort()),
        new GatewayToken(Optional.empty(), own),
        Map.of("PLUMBLINE_HOME", home.toString(), "HOME", elsewhere.toString()),
        UnaryOperator.identity(),
        Clock.systemUTC());
  }

  private void keepToken() throws IOException {
    Files.writeString(GatewayToken.file(new PlumblineHome(home)), TOKEN);
  }

  @Test
  void readsThroughTheGatewayWhileItRunsAndTheFileWhenNot() throws IOException {
    fill(home.resolve("ledger.duckdb"), 1);
    keepToken();
    int port = server.getAddress().getPort();
    try (LedgerFinder finder = finder(Optional.empty())) {
      assertThat(finder.get().location()).isEqualTo("http://127.0.0.1:" + port);
      assertThat(finder.get().health().events()).isEqualTo(3);
      server.stop(0);
      assertThat(finder.get().health().events()).isEqualTo(1);
      server = gateway(port);
      assertThat(finder.get().health().events()).isEqualTo(3);
    }
  }

  @Test
  void leavesAGatewayAloneWhoseTokenIsNotHere() {
    fill(home.resolve("ledger.duckdb"), 1);
    try (LedgerFinder finder = finder(Optional.empty())) {
      assertThat(finder.get().health().events()).isEqualTo(1);
    }
  }

  @Test
  void leavesAGatewayAloneThatRefusesTheToken() throws IOException {
    fill(home.resolve("ledger.duckdb"), 1);
    Files.writeString(GatewayToken.file(new PlumblineHome(home)), "another");
    try (LedgerFinder finder = finder(Optional.empty())) {
      assertThat(finder.get().health().events()).isEqualTo(1);
    }
  }

  @Test
  void readsTheGatewayThatIsNamed() throws IOException {
    keepToken();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    try (LedgerFinder finder = finder(Optional.of(url))) {
      assertThat(finder.get()).isInstanceOf(RemoteLedger.class);
      assertThat(finder.get().health().events()).isEqualTo(3);
      server.stop(0);
      assertThatThrownBy(() -> finder.get().health())
          .isInstanceOf(Failure.StoreUnavailable.class)
          .hasMessageContaining("does not answer");
    }
  }
}
