package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** DuckDB. */
final class DuckDbDialect implements Dialect {
  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public EventStore events() {
    return new CompactEvents(this);
  }

  @Override
  public String idType() {
    return "uuid";
  }

  @Override
  public String jsonType() {
    return "varchar";
  }

  @Override
  public String idParameter() {
    return "cast(? as uuid)";
  }

  @Override
  public String codePointOrder() {
    return "";
  }

  @Override
  public Sql tag(String name) {
    String pointer = "/" + Texts.kept(name).replace("~", "~0").replace("/", "~1");
    return Sql.of("json_extract_string(tags, ?)", pointer);
  }

  /** A file has one writing process, and that process writes through one connection. */
  @Override
  public void lockWriters(Connection connection, boolean tables) {}

  @Override
  public void load(Connection connection, String table, List<String> columns, Rows rows)
      throws SQLException {
    DuckDBConnection duckdb = connection.unwrap(DuckDBConnection.class);
    boolean temporary = table.startsWith("batch_");
    try (DuckDBAppender appender =
        duckdb.createAppender(temporary ? "temp" : null, "main", table)) {
      rows.writeTo(new AppenderSink(appender));
    }
  }
}
