package dev.plumbline.control.jdbc;

import dev.plumbline.control.ControlStore;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.jdbc.DuckDbLocation;
import dev.plumbline.usage.jdbc.Location;
import dev.plumbline.usage.jdbc.PostgresLocation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Opens control stores by their location: {@code duckdb:PATH}, a file that one process owns while
 * it is open, or {@code postgresql://user:password@host:port/database?schema=…}.
 */
public final class ControlStores {
  private static final SchemaScripts SCRIPTS =
      new SchemaScripts(
          "control_schema_version",
          ControlStores.class,
          List.of("001-control", "002-alerts", "003-claims"));
  private static final int CONNECTIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, String> environment;

  /** Stores as this environment describes them ({@code PGPASSWORD}). */
  public ControlStores(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Opens a store and makes its tables if need be; the caller closes it. */
  public ControlStore open(String location) {
    return switch (Location.parse(location, environment)) {
      case DuckDbLocation duckdb -> ready(new DuckDbOwner(duckdb.file()));
      case PostgresLocation server -> ready(server);
      default ->
          throw new Failure.Misconfigured(
              "The control store cannot be kept there: only DuckDB and PostgreSQL can hold it.",
              "Give duckdb:PATH or postgresql://user@host/database.");
    };
  }

  private static ControlStore ready(DuckDbOwner owner) {
    try {
      owner.run(connection -> {
        SCRIPTS.migrate(connection, owner.location());
        return "";
      });
      return new JdbcControlStore(owner, InstantSource.system());
    } catch (Failure failed) {
      owner.close();
      throw failed;
    }
  }

  private static ControlStore ready(PostgresLocation location) {
    PostgresServer server =
        new PostgresServer(new PostgresPool(location, "control store", CONNECTIONS, PATIENCE));
    try {
      server.run(connection -> {
        SCRIPTS.migratePostgres(connection, location.schema(), server.location());
        return "";
      });
      return new JdbcControlStore(server, InstantSource.system());
    } catch (Failure failed) {
      server.close();
      throw failed;
    }
  }
}
