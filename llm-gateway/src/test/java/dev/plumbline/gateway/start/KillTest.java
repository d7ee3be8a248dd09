package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.control.jdbc.ControlStores;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.testkit.LocalPostgres;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gateways that are killed at random moments lose nothing that a client has seen, and count nothing
 * twice. A process has several gateways, each on a home of its own, because starting one takes
 * longer than everything else here; in all a hundred gateways in thirty processes are killed, or
 * {@code plumbline.kills} percent of them.
 */
class KillTest {
  private static final int PERCENT = Integer.getInteger("plumbline.kills", 100);
  private static final int GATEWAYS = 4;

  @TempDir Path folder;

  static Budget budget() {
    return new Budget(
        "shop",
        "shop",
        new Scope(Level.DEPARTMENT, "shop"),
        new BigDecimal("1000"),
        new Window(Period.TOTAL, false, ZoneOffset.UTC),
        AtLimit.REFUSE,
        null,
        List.of(),
        1);
  }

  private static void setUp(Ground ground, KeyText key, StandInProvider provider) {
    try (ControlStore store = new ControlStores(Map.of()).open(ground.database())) {
      store.put(Provider.of("openai", Dialect.OPENAI, provider.url(), null), House.TEST);
      store.put(Provider.of("anthropic", Dialect.ANTHROPIC, provider.url(), null), House.TEST);
      store.put(House.key(key), House.TEST);
      store.put(budget(), House.TEST);
    }
  }

  private static StandInProvider provider() {
    return new StandInProvider(0, Duration.ofMillis(2), Duration.ofMillis(1));
  }

  @Test
  void gatewaysWithDatabasesOfTheirOwn() throws IOException, InterruptedException {
    try (StandInProvider provider = provider()) {
      List<Victim> victims = new ArrayList<>();
      for (int number = 0; number < GATEWAYS; number++) {
        Path home = Files.createDirectories(folder.resolve("home-" + number));
        Ground ground = Ground.embedded(home);
        KeyText key = KeyText.make();
        setUp(ground, key, provider);
        victims.add(new Victim(ground, key.secretText()));
      }
      kill(victims, provider, 20);
    }
  }

  @Test
  void gatewaysThatShareADatabase() throws IOException, InterruptedException {
    try (StandInProvider provider = provider();
        LocalPostgres server = LocalPostgres.start()) {
      KeyText key = KeyText.make();
      setUp(Ground.shared(folder, server), key, provider);
      List<Victim> victims =
          Stream.of("one", "two")
              .map(name -> Ground.shared(folder.resolve(name), server))
              .map(ground -> new Victim(ground, key.secretText()))
              .toList();
      kill(victims, provider, 10);
    }
  }

  private void kill(List<Victim> victims, StandInProvider provider, int processes)
      throws IOException, InterruptedException {
    int kills = processes * PERCENT / 100;
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    Executioner executioner = new Executioner(victims, temporary, new SplittableRandom(4));
    executioner.run(kills);
    List<UsageEvent> ledger = executioner.ledger();
    assertThat(ledger.size()).isGreaterThanOrEqualTo((int) provider.control().requests());
    assertThat(victims.stream().mapToLong(Victim::acknowledged).sum()).isGreaterThan(kills);
    assertThat(ledger)
        .anyMatch(event -> "gateway_stopped".equals(event.delivery().errorKind()))
        .allMatch(event -> event.charge().cost() != null);
  }
}
