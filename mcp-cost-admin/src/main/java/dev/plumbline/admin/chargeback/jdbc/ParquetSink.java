package dev.plumbline.admin.chargeback.jdbc;

import dev.plumbline.admin.chargeback.table.Column;
import dev.plumbline.admin.chargeback.table.RowSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows in a temporary database on disk, so that many of them need little memory, and writes
 * them as one Parquet file.
 */
public final class ParquetSink implements RowSink, AutoCloseable {
  private static final String TABLE = "exported";
  private static final int AMOUNT_SCALE = 12;
  private static final int PRICE_SCALE = 24;

  private final List<Column> columns;
  private final Path folder;
  private final DuckDBConnection database;
  private final DuckDBAppender appender;

  /**
   * @param beside the temporary database lies in a folder of its own in this one
   */
  public ParquetSink(List<Column> columns, Path beside) throws IOException {
    this.columns = List.copyOf(columns);
    this.folder = Files.createTempDirectory(beside, ".plumbline");
    try {
      database = open(folder.resolve("rows.duckdb"));
      try (Statement statement = database.createStatement()) {
        statement.execute("set timezone = 'UTC'");
        statement.execute(
            columns.stream()
                .map(column -> '"' + column.name() + "\" " + type(column.kind()))
                .collect(Collectors.joining(", ", "create table " + TABLE + " (", ")")));
      }
      appender = database.createAppender(DuckDBConnection.DEFAULT_SCHEMA, TABLE);
    } catch (SQLException failed) {
      remove();
      throw new IOException(failed);
    }
  }

  private static DuckDBConnection open(Path file) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", "256MB");
    settings.setProperty("threads", "2");
    if (new DuckDBDriver().connect("jdbc:duckdb:" + file, settings)
        instanceof DuckDBConnection made) {
      return made;
    }
    throw new SQLException("the driver does not make a database in " + file);
  }

  private static String type(Column.Kind kind) {
    return switch (kind) {
      case TEXT -> "varchar";
      case AMOUNT -> "decimal(38, " + AMOUNT_SCALE + ")";
      case PRICE -> "decimal(38, " + PRICE_SCALE + ")";
      case TIME -> "timestamp with time zone";
      case DATE -> "date";
    };
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    try {
      appender.beginRow();
      for (int i = 0; i < values.size(); i++) {
        append(columns.get(i).kind(), values.get(i));
      }
      appender.endRow();
    } catch (SQLException failed) {
      throw new IOException(failed);
    }
  }

  private void append(Column.Kind kind, @Nullable Object value) throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case String text -> appender.append(text);
      case BigDecimal number ->
          appender.append(
              number.setScale(
                  kind == Column.Kind.PRICE ? PRICE_SCALE : AMOUNT_SCALE,
                  RoundingMode.UNNECESSARY));
      case Instant time -> appender.appendEpochMicros(time.getEpochSecond() * 1_000_000);
      case LocalDate day -> appender.append(day);
      default -> throw new IllegalArgumentException(value.getClass() + " is no kind of value");
    }
  }

  /** Writes all rows taken, in their order. */
  public void write(Path file) throws IOException {
    try {
      appender.close();
      try (PreparedStatement copy =
          database.prepareStatement(
              "copy (select * from " + TABLE + ") to ? (format parquet, compression zstd)")) {
        copy.setString(1, file.toAbsolutePath().toString());
        copy.execute();
      }
    } catch (SQLException failed) {
      throw new IOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      database.close();
    } catch (SQLException failed) {
      throw new IOException(failed);
    } finally {
      remove();
    }
  }

  private void remove() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
