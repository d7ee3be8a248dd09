package dev.plumbline.usage.jdbc;

import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens ledgers by their location.
 *
 * <p>A location is {@code duckdb:PATH} or the path of a {@code .duckdb} file; {@code
 * postgresql://user:password@host:port/database?schema=…}; or {@code
 * snowflake://account/database/schema?warehouse=…&role=…} with the rest from {@code SNOWFLAKE_*}
 * variables. Nothing is opened before the first question or batch.
 */
public final class Ledgers {
  private static final Duration READER_PATIENCE = Duration.ofSeconds(15);
  private static final Duration WRITER_PATIENCE = Duration.ofSeconds(60);

  private final Map<String, String> environment;
  private final Duration readerPatience;
  private final Duration writerPatience;

  /** Those who read a file and those who write it know of each other. */
  private final Map<Path, DuckDbFile> files = new ConcurrentHashMap<>();

  /** Ledgers as this environment describes them. */
  public Ledgers(Map<String, String> environment) {
    this(environment, READER_PATIENCE, WRITER_PATIENCE);
  }

  /** The same with other waits for a DuckDB file that another process holds. */
  public Ledgers(
      Map<String, String> environment, Duration readerPatience, Duration writerPatience) {
    this.environment = Map.copyOf(environment);
    this.readerPatience = readerPatience;
    this.writerPatience = writerPatience;
  }

  /** A reader of the ledger at a location; the caller closes it. */
  public LedgerReader reader(String location) {
    return new JdbcReader(open(location, readerPatience));
  }

  /** A writer of the ledger at a location, which it makes if need be; the caller closes it. */
  public LedgerWriter writer(String location) {
    return new JdbcWriter(open(location, writerPatience));
  }

  /** The database of the ledger at a location; the caller closes it. */
  Database database(String location) {
    return open(location, readerPatience);
  }

  private Database open(String location, Duration patience) {
    return switch (Location.parse(location, environment)) {
      case DuckDbLocation duckdb ->
          files.computeIfAbsent(
              duckdb.file().toAbsolutePath().normalize(),
              file -> new DuckDbFile(file, readerPatience, writerPatience));
      case PostgresLocation server ->
          new Server(
              new PostgresDialect(server.schema()), server.place(), server.source(), patience);
      case SnowflakeLocation account ->
          new Server(new SnowflakeDialect(), account.place(), account.source(), patience);
    };
  }
}
