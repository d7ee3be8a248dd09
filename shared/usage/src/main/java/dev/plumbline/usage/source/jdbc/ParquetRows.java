package dev.plumbline.usage.source.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.table.RowReader;
import dev.plumbline.usage.source.text.JsonValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import tools.jackson.databind.node.ObjectNode;

/** Reads Parquet through an in-memory DuckDB, row by row. */
public final class ParquetRows implements RowReader {
  @Override
  public void read(Path file, Rows rows) {
    if (!Files.isReadable(file)) {
      throw new Failure.InvalidInput(
          "The file " + file + " cannot be read.",
          "Check that it exists and that you may read it.");
    }
    Properties streaming = new Properties();
    streaming.setProperty("jdbc_stream_results", "true");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:", streaming)) {
      try (Statement settings = duckdb.createStatement()) {
        settings.execute("set timezone = 'UTC'");
        settings.execute("set memory_limit = '512MB'");
      }
      read(file, duckdb, rows);
    } catch (SQLException unreadable) {
      throw new Failure.InvalidInput(
          "The file " + file + " cannot be read as Parquet: " + firstLine(unreadable),
          "Export it again.");
    }
  }

  private static void read(Path file, Connection duckdb, Rows rows) throws SQLException {
    try (PreparedStatement query =
        duckdb.prepareStatement(
            "select columns(*)::varchar from read_parquet(?, hive_partitioning = false)")) {
      query.setString(1, literal(file));
      try (ResultSet result = query.executeQuery()) {
        List<String> names = names(result.getMetaData());
        rows.columns(names);
        for (long number = 1; result.next(); number++) {
          ObjectNode values = JsonValues.mapper().createObjectNode();
          for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), result.getString(i + 1));
          }
          rows.row(new Row(file.toString(), number, values));
        }
      }
    }
  }

  /** DuckDB reads a path as a pattern; its special characters stand for themselves in brackets. */
  private static String literal(Path file) {
    return file.toAbsolutePath().toString().replaceAll("([\\[*?])", "[$1]");
  }

  private static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnName(i));
    }
    return names;
  }

  private static String firstLine(SQLException problem) {
    return String.valueOf(problem.getMessage()).lines().findFirst().orElse("") + ".";
  }
}
