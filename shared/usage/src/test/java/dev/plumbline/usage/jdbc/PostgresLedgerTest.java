package dev.plumbline.usage.jdbc;

import dev.plumbline.testkit.LocalPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contracts on a real PostgreSQL server. */
final class PostgresLedgerTest {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static LocalPostgres server;

  @BeforeAll
  static void start() {
    server = LocalPostgres.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A schema of its own, with a name that needs quotes. */
  static String location(LocalPostgres postgres) {
    String password = URLEncoder.encode(LocalPostgres.PASSWORD, StandardCharsets.UTF_8);
    return "postgresql://%s:%s@127.0.0.1:%d/postgres?schema=The%%20%%22ledger%%22%%20%d"
        .formatted(LocalPostgres.USER, password, postgres.port(), SCHEMAS.incrementAndGet());
  }

  @Nested
  final class Appending extends AppendContract {
    @Override
    String emptyLocation() {
      return location(server);
    }
  }

  @Nested
  final class Asking extends QueryContract {
    @Override
    String emptyLocation() {
      return location(server);
    }
  }

  @Nested
  final class Dating extends CalendarContract {
    @Override
    String emptyLocation() {
      return location(server);
    }
  }

  @Nested
  final class Retaining extends RetentionContract {
    @Override
    String emptyLocation() {
      return location(server);
    }
  }

  @Nested
  final class Archiving extends ArchiveContract {
    @Override
    String emptyLocation() {
      return location(server);
    }
  }

  @Nested
  final class Withstanding extends HostileTextContract {
    @Override
    String emptyLocation() {
      return location(server);
    }
  }
}
