package dev.plumbline.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.admin.AdminHouse;
import dev.plumbline.gateway.cli.Terminal.Run;
import dev.plumbline.testkit.Snapshot;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line does when no gateway runs. */
final class WithoutGatewayTest {
  @TempDir Path home;

  private Terminal terminal;

  @BeforeEach
  void nothingListens() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      terminal =
          new Terminal(home)
              .with("PLUMBLINE_GATEWAY_URL", "http://127.0.0.1:" + free.getLocalPort());
    }
  }

  @Test
  void theFirstKeyIsMadeInTheStoreAndWorksOnceAGatewayRuns() {
    Run made = terminal.run("key", "create", "--name", "first");
    assertThat(made.code()).as(made.err()).isZero();
    try (AdminHouse house = new AdminHouse(home, Map.of())) {
      assertThat(house.models(made.out().strip())).isEqualTo(200);
      assertThat(house.get("budgets").json().path("items")).hasSize(2);
      assertThat(house.get("audit?limit=1").json().at("/items/0/actor").asString())
          .isEqualTo("command line");
    }
  }

  @Test
  void aKeyIsMadeInTheStoreThatIsNamed() {
    Path file = home.resolve("other.duckdb");
    Run made = terminal.run("key", "create", "--name", "x", "--database", "duckdb:" + file);
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(file).isRegularFile();
    Map<String, String> settings = Map.of("PLUMBLINE_DATABASE", "duckdb:" + file);
    try (AdminHouse house = new AdminHouse(home, settings)) {
      assertThat(house.models(made.out().strip())).isEqualTo(200);
    }
  }

  @Test
  void whatNeedsAGatewaySaysSo() {
    Run noToken = terminal.run("key", "list");
    assertThat(noToken.code()).isEqualTo(1);
    assertThat(noToken.err()).contains("no admin token", "start the gateway");
    Run unreachable = terminal.with("PLUMBLINE_GATEWAY_TOKEN", "plt-x").run("budget", "list");
    assertThat(unreachable.code()).isEqualTo(1);
    assertThat(unreachable.err()).contains("does not answer", "bin/llm-gateway");
    assertThat(
            terminal.run("key", "create", "--name", "x", "--gateway", "http://127.0.0.1:1").err())
        .contains("does not answer");
  }

  @Test
  void unknownVariablesAndAddressesAreRefused() {
    Run unknown = new Terminal(home).with("PLUMBLINE_GATEWAY_ULR", "x").run("key", "list");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("PLUMBLINE_GATEWAY_ULR", "PLUMBLINE_GATEWAY_URL");
    assertThat(terminal.run("key", "list", "--gateway", "localhost:4000").code()).isEqualTo(2);
  }

  @Test
  void theReferencePageIsTheOneCommitted() {
    Run page = terminal.run("settings");
    assertThat(page.code()).isZero();
    new Snapshot("docs/reference/llm-gateway.md").matches(page.out());
  }

  @Test
  void theOpenApiDocumentIsTheOneCommitted() {
    Run document = terminal.run("openapi");
    assertThat(document.json().path("openapi").asString()).isEqualTo("3.1.0");
    new Snapshot("docs/reference/gateway-openapi.json").matches(document.out());
  }

  @Test
  void helpAndVersionAreShown() {
    assertThat(terminal.run("--help").out()).contains("serve", "key", "settings");
    assertThat(terminal.run("--version").out()).startsWith("llm-gateway ");
    assertThat(terminal.run("key", "create", "--help").out()).contains("--database");
  }
}
