package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The temporary tables that a writer's session works with. */
final class Staging {
  /** Ids of a batch. */
  static final String IDS = "batch_id";

  /** Ids of a batch with new charges. */
  static final String CHARGES = "batch_charge";

  private Staging() {}

  /** Makes them; outside a transaction, because making a table ends one on Snowflake. */
  static void make(Connection connection, Dialect dialect) throws SQLException {
    create(connection, IDS, List.of("uid " + dialect.idType()));
    dialect.events().stage(connection);
  }

  /** Empties one within the current transaction. */
  static void empty(Connection connection, String table) throws SQLException {
    Sql.of("delete from " + table).change(connection);
  }

  /** Makes one, of columns with their types. */
  static void create(Connection connection, String table, List<String> columns)
      throws SQLException {
    Sql.of(
            "create temporary table if not exists "
                + table
                + " ("
                + String.join(", ", columns)
                + ")")
        .change(connection);
  }
}
