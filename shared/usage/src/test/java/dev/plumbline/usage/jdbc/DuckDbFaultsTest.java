package dev.plumbline.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills, crowds and full disks on DuckDB. */
final class DuckDbFaultsTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("ledger.duckdb");
  }

  private static Ledgers ledgers(Duration patience) {
    return new Ledgers(Map.of(), patience, patience);
  }

  private static ServerProcess writing(Path file, String... more) {
    Launch launch = Launch.java(FaultyWriter.class, List.of("--enable-native-access=ALL-UNNAMED"));
    return ServerProcess.start(launch.with(file.toString()).with(more));
  }

  private static BufferedReader lines(ServerProcess process) {
    return new BufferedReader(new InputStreamReader(process.stdout(), StandardCharsets.UTF_8));
  }

  private long requests(Path file) {
    try (LedgerReader reader = ledgers(Duration.ofSeconds(30)).reader(file.toString())) {
      UsageQuery all = UsageQuery.of(LedgerContract.MARCH, Measure.REQUESTS);
      return reader.query(all).only().values().getFirst().longValueExact();
    }
  }

  @ParameterizedTest(name = "killed {0} ms after the third batch")
  @ValueSource(ints = {0, 5, 20, 60})
  void aKilledWriterLosesNothingAcknowledged(int millis) throws IOException, InterruptedException {
    int acknowledged = 0;
    try (ServerProcess writer = writing(file())) {
      BufferedReader lines = lines(writer);
      while (acknowledged < 3) {
        assertThat(lines.readLine()).isEqualTo(String.valueOf(acknowledged++));
      }
      Thread.sleep(millis);
      // Its last words can still be read, other than after destroying the process object.
      ProcessHandle.of(writer.pid()).orElseThrow().destroyForcibly();
      acknowledged += (int) lines.lines().count();
    }
    long kept = requests(file());
    assertThat(kept % FaultyWriter.BATCH).isZero();
    assertThat(kept / FaultyWriter.BATCH).isBetween((long) acknowledged, acknowledged + 1L);
    long added = 0;
    try (LedgerWriter again = ledgers(Duration.ofSeconds(5)).writer(file().toString())) {
      for (int batch = 0; batch < acknowledged + 2; batch++) {
        added += again.append(FaultyWriter.batch(batch)).added();
      }
    }
    assertThat(kept + added).isEqualTo((acknowledged + 2L) * FaultyWriter.BATCH);
    assertThat(requests(file())).isEqualTo(kept + added);
  }

  @Test
  void readersSeeWholeBatchesWhileAnImportRuns() throws IOException {
    try (ServerProcess writer = writing(file())) {
      assertThat(lines(writer).readLine()).isEqualTo("0");
      long last = 0;
      for (int i = 0; i < 20; i++) {
        long now = requests(file());
        assertThat(now % FaultyWriter.BATCH).isZero();
        assertThat(now).isGreaterThanOrEqualTo(last);
        last = now;
      }
      assertThat(writer.isAlive()).isTrue();
    }
  }

  @ParameterizedTest(name = "readers that know of the writer: {0}")
  @ValueSource(booleans = {true, false})
  void aBatchGetsThroughACrowdOfQuestions(boolean known) throws Exception {
    Ledgers ledgers = ledgers(Duration.ofSeconds(10));
    try (LedgerWriter writer = ledgers.writer(file().toString());
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      writer.append(FaultyWriter.batch(0));
      AtomicBoolean done = new AtomicBoolean();
      List<Future<?>> asking = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        // Ledgers of their own know as little of the writer as other processes do.
        Ledgers own = known ? ledgers : ledgers(Duration.ofSeconds(10));
        asking.add(askers.submit(() -> ask(own, done)));
      }
      for (int batch = 1; batch <= 10; batch++) {
        assertThat(writer.append(FaultyWriter.batch(batch)).added()).isEqualTo(FaultyWriter.BATCH);
      }
      done.set(true);
      for (Future<?> one : asking) {
        one.get();
      }
    }
    assertThat(requests(file())).isEqualTo(11L * FaultyWriter.BATCH);
  }

  private @Nullable Void ask(Ledgers own, AtomicBoolean done) {
    try (LedgerReader reader = own.reader(file().toString())) {
      while (!done.get()) {
        assertThat(reader.health().events() % FaultyWriter.BATCH).isZero();
      }
    }
    return null;
  }

  @Test
  void aSecondWriterWaitsAndThenNamesTheFirst() throws IOException {
    try (ServerProcess other = writing(file(), "hold")) {
      assertThat(lines(other).readLine()).startsWith("holding");
      UsageEvent event = LedgerContract.priced("a", LedgerContract.NOON, "1");
      try (LedgerWriter writer = ledgers(Duration.ofMillis(300)).writer(file().toString());
          LedgerReader reader = ledgers(Duration.ofMillis(300)).reader(file().toString())) {
        assertThatThrownBy(() -> writer.append(List.of(event)))
            .isInstanceOf(Failure.StoreUnavailable.class)
            .hasMessageContaining("process " + other.pid());
        assertThatThrownBy(reader::health)
            .isInstanceOf(Failure.StoreUnavailable.class)
            .hasMessageContaining("process " + other.pid());
        other.stdin().close();
        other.awaitExit(Duration.ofSeconds(20));
        assertThat(writer.append(List.of(event)).added()).isOne();
      }
    }
  }

  @Test
  void writersOfOneProcessTakeTurns() throws InterruptedException, ExecutionException {
    List<Future<Long>> added = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        added.add(
            threads.submit(() -> {
              long mine = 0;
              try (LedgerWriter writer =
                  ledgers(Duration.ofSeconds(60)).writer(file().toString())) {
                for (int batch = 0; batch < 5; batch++) {
                  mine += writer.append(FaultyWriter.batch(batch)).added();
                }
              }
              return mine;
            }));
      }
    }
    long all = 0;
    for (Future<Long> each : added) {
      all += each.get();
    }
    assertThat(all).isEqualTo(5L * FaultyWriter.BATCH).isEqualTo(requests(file()));
  }

  @Test
  void aHolderInTheSameProcessIsNamedToo() throws SQLException {
    try (Connection held = DriverManager.getConnection("jdbc:duckdb:" + file());
        LedgerWriter writer = ledgers(Duration.ofMillis(200)).writer(file().toString())) {
      assertThat(held.isValid(1)).isTrue();
      assertThatThrownBy(() -> writer.append(FaultyWriter.batch(0)))
          .isInstanceOf(Failure.StoreUnavailable.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void aFullDiskKeepsWhatIsThere() throws IOException, InterruptedException {
    try (ServerProcess writer = writing(file())) {
      BufferedReader lines = lines(writer);
      assertThat(lines.readLine()).isEqualTo("0");
      limit(writer, "6000000:");
      int acknowledged = 0;
      String line = lines.readLine();
      while (line.matches("\\d+")) {
        acknowledged = Integer.parseInt(line);
        line = lines.readLine();
      }
      assertThat(line).contains("is full").contains("nothing of this batch was kept");
      assertThat(requests(file())).isEqualTo((acknowledged + 1L) * FaultyWriter.BATCH);
      limit(writer, "unlimited:");
      writer.stdin().write('\n');
      writer.stdin().flush();
      assertThat(lines.readLine()).isEqualTo(String.valueOf(acknowledged + 1));
    }
    assertThat(requests(file()) % FaultyWriter.BATCH).isZero();
  }

  /** Limits how large a file the process may write, which looks to it like a full disk. */
  private static void limit(ServerProcess process, String bytes)
      throws IOException, InterruptedException {
    Process limiting =
        new ProcessBuilder("prlimit", "--pid", String.valueOf(process.pid()), "--fsize=" + bytes)
            .inheritIO()
            .start();
    assertThat(limiting.waitFor()).isZero();
  }

  @Test
  void saysWhatIsNoDatabase() throws IOException {
    Files.writeString(file(), "not a database".repeat(1_000));
    try (LedgerReader reader = ledgers(Duration.ofMillis(200)).reader(file().toString())) {
      assertThatThrownBy(reader::health)
          .isInstanceOf(Failure.Misconfigured.class)
          .hasMessageContaining("ledger.duckdb");
    }
  }
}
