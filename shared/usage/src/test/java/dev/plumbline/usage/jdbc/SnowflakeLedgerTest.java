package dev.plumbline.usage.jdbc;

import dev.plumbline.testkit.snowflake.SnowflakeServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The contracts through the real Snowflake driver. */
final class SnowflakeLedgerTest {
  private SnowflakeServer server;

  @BeforeEach
  void start() {
    server = SnowflakeServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static String location(SnowflakeServer server) {
    return "snowflake://" + server.address() + "?ssl=off&role=ANALYST";
  }

  static Ledgers known() {
    return new Ledgers(
        Map.of(
            "SNOWFLAKE_ACCOUNT", SnowflakeServer.ACCOUNT,
            "SNOWFLAKE_USER", SnowflakeServer.USER,
            "SNOWFLAKE_PASSWORD", SnowflakeServer.PASSWORD,
            "SNOWFLAKE_DATABASE", SnowflakeServer.DATABASE,
            "SNOWFLAKE_WAREHOUSE", "WH"));
  }

  @Nested
  final class Appending extends AppendContract {
    @Override
    String emptyLocation() {
      return location(server);
    }

    @Override
    Ledgers ledgers() {
      return known();
    }
  }

  @Nested
  final class Asking extends QueryContract {
    @Override
    String emptyLocation() {
      return location(server);
    }

    @Override
    Ledgers ledgers() {
      return known();
    }
  }

  @Nested
  final class Dating extends CalendarContract {
    @Override
    String emptyLocation() {
      return location(server);
    }

    @Override
    Ledgers ledgers() {
      return known();
    }
  }

  @Nested
  final class Retaining extends RetentionContract {
    @Override
    String emptyLocation() {
      return location(server);
    }

    @Override
    Ledgers ledgers() {
      return known();
    }
  }

  @Nested
  final class Archiving extends ArchiveContract {
    @Override
    String emptyLocation() {
      return location(server);
    }

    @Override
    Ledgers ledgers() {
      return known();
    }
  }

  @Nested
  final class Withstanding extends HostileTextContract {
    @Override
    String emptyLocation() {
      return location(server);
    }

    @Override
    Ledgers ledgers() {
      return known();
    }
  }
}
