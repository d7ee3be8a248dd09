package dev.plumbline.control.ledger;

import dev.plumbline.control.jdbc.PostgresTesting;
import dev.plumbline.testkit.LocalPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresLedgerHistoryTest extends LedgerHistoryContract {
  private static LocalPostgres server;
  private static int schemas;

  @BeforeAll
  static void start() {
    server = LocalPostgres.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  String emptyLocation() {
    schemas++;
    return PostgresTesting.location(server, "ledger" + schemas);
  }
}
