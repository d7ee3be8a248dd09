package dev.plumbline.control.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbLedgerHistoryTest extends LedgerHistoryContract {
  @TempDir Path folder;

  @Override
  String emptyLocation() {
    return "duckdb:" + folder.resolve("usage.duckdb");
  }
}
