package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.guard.RecordedSpend;
import dev.plumbline.control.guard.Storm;
import dev.plumbline.control.jdbc.PostgresTesting;
import dev.plumbline.testkit.LocalPostgres;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresStormTest {
  private static LocalPostgres server;

  @BeforeAll
  static void start() {
    server = LocalPostgres.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void twoReplicasTogetherCountWhatTheModelCounts(long seed) throws Exception {
    String location = PostgresTesting.location(server, "storm" + seed);
    RecordedSpend ledger = new RecordedSpend();
    try (PostgresGuard here = PostgresGuard.open(location, Map.of(), ledger);
        PostgresGuard there = PostgresGuard.open(location, Map.of(), ledger)) {
      new Storm(List.of(here, there), ledger, seed).run(8, 150);
    }
  }
}
