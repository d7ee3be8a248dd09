package dev.plumbline.admin.chargeback.jdbc;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads files by SQL, past the code under test. */
public final class Sql {
  private Sql() {}

  /** A column's name and SQL type. */
  public record Typed(String name, String type) {}

  /** The columns of a Parquet file. */
  public static List<Typed> columns(Path parquet) {
    return ask(
        "jdbc:duckdb:",
        "select * from '%s' limit 0".formatted(parquet),
        rows -> {
          List<Typed> columns = new ArrayList<>();
          ResultSetMetaData meta = rows.getMetaData();
          for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new Typed(meta.getColumnName(i), meta.getColumnTypeName(i)));
          }
          return columns;
        });
  }

  /** The rows of a Parquet file as texts, in its order. */
  public static List<Map<String, @Nullable String>> rows(Path parquet) {
    return ask(
        "jdbc:duckdb:",
        "select * from '%s'".formatted(parquet),
        rows -> {
          List<Map<String, @Nullable String>> all = new ArrayList<>();
          while (rows.next()) {
            Map<String, @Nullable String> row = new LinkedHashMap<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              row.put(rows.getMetaData().getColumnName(i), text(rows.getObject(i)));
            }
            all.add(row);
          }
          return all;
        });
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal number ->
          number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
      case OffsetDateTime time -> time.toInstant().toString();
      default -> value.toString();
    };
  }

  /** What the events of a stretch of time cost, from a closed ledger's file. */
  public static BigDecimal cost(Path ledger, Instant from, Instant to) {
    String sum =
        """
        select sum(cost_uncached_input) + sum(cost_cache_read) + sum(cost_cache_write)
          + sum(cost_output) + sum(cost_other)
        from usage_event where started >= timestamp '%s' and started < timestamp '%s'
        """
            .formatted(plain(from), plain(to));
    return ask(
        "jdbc:duckdb:" + ledger,
        sum,
        rows -> {
          rows.next();
          return rows.getBigDecimal(1);
        });
  }

  private static String plain(Instant time) {
    return time.toString().replace('T', ' ').replace("Z", "");
  }

  private interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private static <T> T ask(String url, String sql, Reading<T> reading) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("set timezone = 'UTC'");
      try (ResultSet rows = statement.executeQuery(sql)) {
        return reading.read(rows);
      }
    } catch (SQLException failed) {
      throw new AssertionError(sql, failed);
    }
  }
}
