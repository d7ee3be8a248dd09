package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Snowflake. */
final class SnowflakeDialect implements Dialect {
  @Override
  public String name() {
    return "snowflake";
  }

  @Override
  public EventStore events() {
    return new WideEvents(this);
  }

  @Override
  public String idType() {
    return "varchar(36)";
  }

  @Override
  public String jsonType() {
    return "varchar";
  }

  @Override
  public String idParameter() {
    return "?";
  }

  @Override
  public String codePointOrder() {
    return "";
  }

  @Override
  public Sql tag(String name) {
    return Sql.of("as_varchar(get(parse_json(tags), ?))", name);
  }

  /** Snowflake enforces no key: an update of one row makes writers take turns. */
  @Override
  public void lockWriters(Connection connection, boolean tables) throws SQLException {
    if (tables) {
      Sql.of("update usage_writer set turn = turn + 1").change(connection);
    }
  }

  @Override
  public void load(Connection connection, String table, List<String> columns, Rows rows)
      throws SQLException {
    String insert =
        "insert into %s (%s) values (%s)"
            .formatted(
                table,
                String.join(", ", columns),
                String.join(", ", Collections.nCopies(columns.size(), "?")));
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      BatchSink sink = new BatchSink(statement);
      rows.writeTo(sink);
      sink.flush();
    }
  }
}
