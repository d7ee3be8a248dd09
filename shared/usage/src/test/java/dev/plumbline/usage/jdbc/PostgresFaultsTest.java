package dev.plumbline.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.LocalPostgres;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that goes away and comes back, two writers, wrong logins. */
final class PostgresFaultsTest {
  private static final Ledgers LEDGERS =
      new Ledgers(Map.of(), Duration.ofSeconds(5), Duration.ofSeconds(5));
  private static LocalPostgres server;

  @BeforeAll
  static void start() {
    server = LocalPostgres.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void goesOnWhenTheServerIsBack() {
    String location = PostgresLedgerTest.location(server);
    try (LedgerWriter writer = LEDGERS.writer(location);
        LedgerReader reader = LEDGERS.reader(location)) {
      writer.append(FaultyWriter.batch(0));
      assertThat(reader.health().events()).isEqualTo(FaultyWriter.BATCH);
      server.crash();
      assertThatThrownBy(reader::health)
          .isInstanceOf(Failure.StoreUnavailable.class)
          .hasMessageContaining("127.0.0.1:" + server.port())
          .hasMessageNotContaining(LocalPostgres.PASSWORD);
      assertThatThrownBy(() -> writer.append(FaultyWriter.batch(1)))
          .isInstanceOf(Failure.StoreUnavailable.class);
      server.resume();
      assertThat(reader.health().events()).isEqualTo(FaultyWriter.BATCH);
      assertThat(writer.append(FaultyWriter.batch(0)))
          .isEqualTo(new Written(0, FaultyWriter.BATCH));
      assertThat(writer.append(FaultyWriter.batch(1)))
          .isEqualTo(new Written(FaultyWriter.BATCH, 0));
      server.crash();
      server.resume();
      assertThat(reader.health().events()).isEqualTo(2L * FaultyWriter.BATCH);
    }
  }

  @Test
  void writersTakeTurns() throws InterruptedException, ExecutionException {
    String location = PostgresLedgerTest.location(server);
    List<Future<Long>> added = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        added.add(
            threads.submit(() -> {
              long mine = 0;
              try (LedgerWriter writer = LEDGERS.writer(location)) {
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
    assertThat(all).isEqualTo(5L * FaultyWriter.BATCH);
  }

  @Test
  void tellsAWrongPassword() {
    String location = PostgresLedgerTest.location(server).replace(":p%25w", ":wrong");
    try (LedgerReader reader = LEDGERS.reader(location)) {
      assertThatThrownBy(reader::health)
          .isInstanceOf(Failure.Misconfigured.class)
          .hasMessageContaining("login")
          .hasMessageNotContaining("wrong");
    }
  }
}
