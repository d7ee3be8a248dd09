package dev.plumbline.usage.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contracts on DuckDB. */
final class DuckDbLedgerTest {
  @TempDir Path folder;

  private String file() {
    return "duckdb:" + folder.resolve("some folder").resolve("it's a ledger.duckdb");
  }

  @Nested
  final class Appending extends AppendContract {
    @Override
    String emptyLocation() {
      return file();
    }
  }

  @Nested
  final class Asking extends QueryContract {
    @Override
    String emptyLocation() {
      return file();
    }
  }

  @Nested
  final class Dating extends CalendarContract {
    @Override
    String emptyLocation() {
      return file();
    }
  }

  @Nested
  final class Retaining extends RetentionContract {
    @Override
    String emptyLocation() {
      return file();
    }
  }

  @Nested
  final class Archiving extends ArchiveContract {
    @Override
    String emptyLocation() {
      return file();
    }
  }

  @Nested
  final class Withstanding extends HostileTextContract {
    @Override
    String emptyLocation() {
      return file();
    }
  }
}
