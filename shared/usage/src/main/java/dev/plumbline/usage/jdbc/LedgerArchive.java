package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;

/**
 * Copies events between ledgers of any kind and Parquet files of one layout: the columns of {@code
 * usage_event} and the id as text. Totals of forgotten events are not part of it.
 */
public final class LedgerArchive {
  private static final int BATCH = 122_880;

  /** The layout of files. */
  private static final String TABLE =
      "create table archived as select "
          + EventRow.COLUMNS.stream()
              .map(name -> "cast(null as " + EventRow.type(name) + ") as " + name)
              .collect(Collectors.joining(", "))
          + " limit 0";

  private final Ledgers ledgers;

  /** Copies to and from these ledgers. */
  public LedgerArchive(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /**
   * Writes the events of a range to a new Parquet file.
   *
   * @return how many
   */
  public long export(String location, Path file, TimeRange range) {
    if (Files.exists(file)) {
      throw new Failure.Conflict(
          "The file " + file + " exists already.", "Name a new file, or remove this one.");
    }
    Sql all =
        Sql.of("select " + EventReading.columns() + " from usage_event where ")
            .add("started >= " + Sql.TIME + " and started < " + Sql.TIME, range.from(), range.to())
            .add(" order by started, uid");
    try (Connection parquet = memory();
        Database ledger = ledgers.database(location)) {
      Dialect dialect = new DuckDbDialect();
      Sql.of(TABLE).change(parquet);
      long count = ledger.read(connection -> copy(connection, all, parquet, dialect));
      write(parquet, file);
      return count;
    } catch (SQLException failed) {
      throw SqlFailures.of(file.toString(), failed);
    }
  }

  /** Adds the events of a Parquet file whose ids are new. */
  public Written importParquet(String location, Path file) {
    if (!Files.isReadable(file)) {
      throw new Failure.NotFound(
          "There is no readable file " + file + ".", "Name a Parquet file that was exported.");
    }
    try (Connection parquet = memory();
        LedgerWriter writer = ledgers.writer(location)) {
      return append(parquet, file, writer);
    } catch (SQLException failed) {
      throw new Failure.InvalidInput(
          "The file %s is no exported ledger: %s"
              .formatted(file, String.valueOf(failed.getMessage()).lines().findFirst().orElse("")),
          "Name a Parquet file that was exported from a ledger.");
    }
  }

  private static long copy(Connection from, Sql select, Connection parquet, Dialect dialect)
      throws SQLException {
    // Drivers gather whole results in memory unless they are told not to outside autocommit.
    from.setAutoCommit(false);
    try (PreparedStatement statement = select.prepare(from)) {
      statement.setFetchSize(BATCH);
      try (ResultSet rows = statement.executeQuery()) {
        EventReading reading = new EventReading(rows);
        long[] count = {0};
        dialect.load(
            parquet,
            "archived",
            EventRow.COLUMNS,
            sink -> {
              while (rows.next()) {
                UsageEvent event = reading.event();
                EventRow.write(EventId.of(event.id()), event, sink);
                count[0]++;
              }
            });
        return count[0];
      }
    } finally {
      from.rollback();
      from.setAutoCommit(true);
    }
  }

  private static void write(Connection parquet, Path file) throws SQLException {
    try (PreparedStatement copy =
        parquet.prepareStatement(
            "copy (select coalesce(id_text, cast(uid as varchar)) as id, * from archived) to ?"
                + " (format parquet, compression zstd)")) {
      copy.setString(1, file.toAbsolutePath().toString());
      copy.execute();
    }
  }

  private static Written append(Connection parquet, Path file, LedgerWriter writer)
      throws SQLException {
    String select = "select " + EventReading.columns() + " from read_parquet(?)";
    try (PreparedStatement statement = parquet.prepareStatement(select)) {
      // A path may hold characters that stand for patterns.
      statement.setString(1, file.toAbsolutePath().toString().replaceAll("([\\[*?])", "[$1]"));
      Written written = new Written(0, 0);
      List<UsageEvent> batch = new ArrayList<>(BATCH);
      try (ResultSet rows = statement.executeQuery()) {
        EventReading reading = new EventReading(rows);
        while (rows.next()) {
          batch.add(reading.event());
          if (batch.size() == BATCH) {
            written = written.plus(writer.append(batch));
            batch.clear();
          }
        }
      }
      return written.plus(writer.append(batch));
    }
  }

  private static Connection memory() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("jdbc_stream_results", "true");
    Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
    if (connection == null) {
      throw new SQLException("the driver does not open a database in memory");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("set timezone = 'UTC'");
      return connection;
    }
  }
}
