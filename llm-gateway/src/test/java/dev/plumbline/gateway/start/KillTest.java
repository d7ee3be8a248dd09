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
import java.math.BigDecimal;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gateways that are killed at random moments lose nothing that a client has seen, and count nothing
 * twice. A process has several gateways, each on a home of its own, because starting one takes
 * longer than everything else here: {@code plumbline.kills} processes (25) are a hundred gateways.
 */
class KillTest {
  private static final int PROCESSES = Integer.getInteger("plumbline.kills", 25);
  private static final int AT_A_TIME = 2;
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

  private Victim victim(String name, StandInProvider provider) {
    Ground ground = Ground.embedded(folder.resolve(name));
    KeyText key = KeyText.make();
    ground.home().toFile().mkdirs();
    try (ControlStore store = new ControlStores(Map.of()).open(ground.database())) {
      store.put(Provider.of("openai", Dialect.OPENAI, provider.url(), null), House.TEST);
      store.put(Provider.of("anthropic", Dialect.ANTHROPIC, provider.url(), null), House.TEST);
      store.put(House.key(key), House.TEST);
      store.put(budget(), House.TEST);
    }
    return new Victim(ground, key.secretText());
  }

  @Test
  void nothingAcknowledgedIsLostAndNothingCountsTwice() throws InterruptedException {
    SplittableRandom random = new SplittableRandom(4);
    try (StandInProvider provider =
            new StandInProvider(0, Duration.ofMillis(2), Duration.ofMillis(1));
        ExecutorService slots = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      List<Victim> all = new ArrayList<>();
      for (int slot = 0; slot < AT_A_TIME; slot++) {
        int kills = PROCESSES / AT_A_TIME + (slot < PROCESSES % AT_A_TIME ? 1 : 0);
        String name = "slot-" + slot;
        List<Victim> victims =
            IntStream.range(0, GATEWAYS)
                .mapToObj(number -> victim(name + "-" + number, provider))
                .toList();
        all.addAll(victims);
        Executioner executioner =
            new Executioner(victims, folder.resolve(name), random.split());
        running.add(slots.submit(() -> executioner.run(kills)));
      }
      for (Future<?> slot : running) {
        slot.get();
      }
      assertThat(all.stream().mapToLong(Victim::inLedger).sum())
          .isGreaterThanOrEqualTo(provider.control().requests());
      assertThat(all.stream().mapToLong(Victim::acknowledged).sum()).isGreaterThan(PROCESSES);
      assertThat(all.stream().mapToLong(Victim::cut).sum()).isPositive();
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    }
  }
}
