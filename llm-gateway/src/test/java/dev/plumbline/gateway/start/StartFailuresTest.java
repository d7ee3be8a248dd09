package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.ControlStore;
import dev.plumbline.control.Provider;
import dev.plumbline.control.jdbc.ControlStores;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a gateway from starting is said, and holds nothing afterwards. */
class StartFailuresTest {
  @TempDir Path home;

  private GatewayOptions options(int port) {
    Map<String, String> variables = Map.of("PLUMBLINE_HOME", home.toString());
    Settings settings = Settings.load(GatewayOptions.SETTINGS, variables, null);
    return GatewayOptions.of("127.0.0.1", port, settings, variables);
  }

  private void startsAndStops() {
    try (Gateway gateway = Gateway.start(options(0))) {
      assertThat(gateway.port()).isPositive();
    }
  }

  @Test
  void aDatabaseThatIsNoneIsNamed() throws IOException {
    Path file = home.resolve("control.duckdb");
    Files.writeString(file, "no database, but a text that is long enough to be read as one");
    assertThatThrownBy(() -> Gateway.start(options(0)))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("control.duckdb is not a DuckDB database");
    Files.delete(file);
    startsAndStops();
  }

  @Test
  void aDatabaseThatAnotherOwnsIsNamed() {
    ControlStores stores = new ControlStores(Map.of());
    try (ControlStore held = stores.open("duckdb:" + home.resolve("control.duckdb"))) {
      assertThatThrownBy(() -> Gateway.start(options(0)))
          .isInstanceOf(Failure.StoreUnavailable.class)
          .hasMessageContaining(held.location() + " is in use by process");
    }
    startsAndStops();
  }

  @Test
  void aTakenPortIsNamedAndTheDatabaseIsFreeAgain() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Gateway.start(options(taken.getLocalPort())))
          .isInstanceOf(Failure.Misconfigured.class)
          .hasMessageContaining("cannot listen on 127.0.0.1 port " + taken.getLocalPort());
    }
    startsAndStops();
  }

  @Test
  void aWrongPriceFileIsToldBeforeAnythingOpens() throws IOException {
    Files.writeString(home.resolve("prices.yaml"), "discount: lots\n");
    assertThatThrownBy(() -> Gateway.start(options(0)))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("prices.yaml");
    assertThat(home.resolve("control.duckdb")).doesNotExist();
  }

  @Test
  void whatStartsBesideItAndFailsLeavesTheDatabaseFree() {
    Failure broken = new Failure.Misconfigured("The provider is broken.", "Mend it.");
    assertThatThrownBy(() ->
            Gateway.start(
                options(0),
                () -> {
                  throw broken;
                }))
        .isSameAs(broken);
    startsAndStops();
  }

  @Test
  void providersThatStartBesideItAreKnownWhenItListens() {
    Provider own = Provider.of("own", Provider.Dialect.OPENAI, "http://127.0.0.1:9", null);
    try (Gateway gateway = Gateway.start(options(0), () -> List.of(own))) {
      assertThat(gateway.port()).isPositive();
    }
    ControlStores stores = new ControlStores(Map.of());
    try (ControlStore store = stores.open("duckdb:" + home.resolve("control.duckdb"))) {
      assertThat(store.load().providers()).contains(own);
    }
  }
}
