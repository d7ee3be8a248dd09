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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gateways that are killed at random moments lose nothing that a client has seen, and count nothing
 * twice. A hundred processes are killed, or as many as {@code plumbline.kills} says.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("plumbline.kills", 100);

  /** Gateways that are killed at the same time, because starting one leaves a processor idle. */
  private static final int LANES = 2;

  /** How many are killed in each lane before all is compared. */
  private static final int ROUND = 5;

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
      for (int lane = 0; lane < LANES; lane++) {
        Ground ground = Ground.embedded(Files.createDirectories(folder.resolve("home-" + lane)));
        KeyText key = KeyText.make();
        setUp(ground, key, provider);
        victims.add(new Victim(ground, key.secretText()));
      }
      kill(victims, KILLS * 4 / 5);
      long sent = provider.control().requests();
      assertThat(victims.stream().mapToInt(victim -> victim.ground().events().size()).sum())
          .isGreaterThanOrEqualTo((int) sent);
    }
  }

  @Test
  void gatewaysThatShareADatabase() throws IOException, InterruptedException {
    try (StandInProvider provider = provider();
        LocalPostgres server = LocalPostgres.start()) {
      KeyText key = KeyText.make();
      setUp(Ground.shared(folder, server), key, provider);
      List<Victim> victims = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        Ground ground = Ground.shared(folder.resolve("replica-" + lane), server);
        victims.add(new Victim(ground, key.secretText()));
      }
      kill(victims, KILLS / 5);
      assertThat(victims.getFirst().ground().events().size())
          .isGreaterThanOrEqualTo((int) provider.control().requests());
    }
  }

  private void kill(List<Victim> victims, int kills) throws IOException, InterruptedException {
    SplittableRandom seeds = new SplittableRandom(4);
    List<Executioner> executioners = new ArrayList<>();
    for (Victim victim : victims) {
      Path own = folder.resolve("temporary-" + executioners.size());
      executioners.add(new Executioner(victim, Files.createDirectories(own), seeds.split()));
    }
    int left = kills;
    while (left > 0) {
      int each = Math.min(ROUND, Math.ceilDiv(left, LANES));
      left -= each * LANES;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> lanes = new ArrayList<>();
        for (Executioner executioner : executioners) {
          lanes.add(
              threads.submit(() -> {
                executioner.kill(each);
                return "";
              }));
        }
        for (Future<?> lane : lanes) {
          lane.get();
        }
      } catch (ExecutionException failed) {
        throw new AssertionError(failed.getCause());
      }
      check(victims);
    }
    assertThat(victims.stream().mapToLong(Victim::acknowledged).sum()).isGreaterThan(kills);
    assertThat(victims.getFirst().ground().events())
        .anyMatch(event -> "gateway_stopped".equals(event.delivery().errorKind()));
  }

  /** Starts them once more, and compares their budgets and all answers with their ledgers. */
  private static void check(List<Victim> victims) {
    List<Gateway> gateways = new ArrayList<>();
    try {
      victims.forEach(victim -> gateways.add(victim.ground().start()));
      for (int i = 0; i < gateways.size(); i++) {
        victims.get(i).check(gateways.get(i).guard());
      }
    } finally {
      gateways.forEach(Gateway::close);
    }
  }
}
