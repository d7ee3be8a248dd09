package dev.plumbline.usage.jdbc;

import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.remote.LedgerServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contracts with a reader that asks over HTTP; what is written goes to DuckDB directly. */
final class RemoteLedgerTest {
  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  private String file() {
    return "duckdb:" + folder.resolve("ledger.duckdb");
  }

  private LedgerReader remote(String location) {
    LedgerReader local = new Ledgers(Map.of()).reader(location);
    LedgerServer server = new LedgerServer(local);
    open.add(server);
    open.add(local);
    return server.reader();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Nested
  final class Appending extends AppendContract {
    @Override
    String emptyLocation() {
      return file();
    }

    @Override
    LedgerReader reader(String place) {
      return remote(place);
    }
  }

  @Nested
  final class Asking extends QueryContract {
    @Override
    String emptyLocation() {
      return file();
    }

    @Override
    LedgerReader reader(String place) {
      return remote(place);
    }
  }

  @Nested
  final class Dating extends CalendarContract {
    @Override
    String emptyLocation() {
      return file();
    }

    @Override
    LedgerReader reader(String place) {
      return remote(place);
    }
  }

  @Nested
  final class Withstanding extends HostileTextContract {
    @Override
    String emptyLocation() {
      return file();
    }

    @Override
    LedgerReader reader(String place) {
      return remote(place);
    }
  }

  @Nested
  final class Retaining extends RetentionContract {
    @Override
    String emptyLocation() {
      return file();
    }

    @Override
    LedgerReader reader(String place) {
      return remote(place);
    }
  }
}
