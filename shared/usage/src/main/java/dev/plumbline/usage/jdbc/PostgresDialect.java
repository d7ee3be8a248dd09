package dev.plumbline.usage.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** PostgreSQL. */
final class PostgresDialect implements Dialect {
  /** Any number does that every writer of every version agrees on. */
  private static final int WRITERS = 758_625_200;

  private final @Nullable String schema;

  /** In a schema; null for the one that the user's connections are in. */
  PostgresDialect(@Nullable String schema) {
    this.schema = schema;
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public EventStore events() {
    return new WideEvents(this);
  }

  @Override
  public String idType() {
    return "uuid";
  }

  @Override
  public String jsonType() {
    return "jsonb";
  }

  @Override
  public String idParameter() {
    return "cast(? as uuid)";
  }

  @Override
  public String codePointOrder() {
    return " collate \"C\"";
  }

  @Override
  public Sql tag(String name) {
    return Sql.of("(tags ->> ?)", name);
  }

  @Override
  public void makeSchema(Connection connection) throws SQLException {
    if (schema != null) {
      String quoted = "\"" + schema.replace("\"", "\"\"") + "\"";
      Sql.of("create schema if not exists " + quoted).change(connection);
    }
  }

  /** Readers and other ledgers of the same database are not held off. */
  @Override
  public void lockWriters(Connection connection, boolean tables) throws SQLException {
    try (PreparedStatement statement =
        Sql.of("select pg_advisory_xact_lock(?, hashtext(current_schema()))", WRITERS)
            .prepare(connection)) {
      statement.execute();
    }
  }

  @Override
  public void load(Connection connection, String table, List<String> columns, Rows rows)
      throws SQLException {
    String copy = "copy " + table + " (" + String.join(", ", columns) + ") from stdin";
    PGConnection postgres = connection.unwrap(PGConnection.class);
    try (PGCopyOutputStream stream = new PGCopyOutputStream(postgres, copy, 1 << 16)) {
      CopySink sink = new CopySink(stream);
      rows.writeTo(sink);
      sink.flush();
    } catch (IOException failed) {
      throw failed.getCause() instanceof SQLException cause ? cause : new SQLException(failed);
    }
  }
}
