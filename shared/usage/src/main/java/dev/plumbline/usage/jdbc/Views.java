package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Which view of the ledger a question needs. */
final class Views {
  /** Events. */
  static final String RAW = "usage_raw";

  /** Events and the totals of forgotten ones. */
  static final String ALL = "usage_all";

  private Views() {}

  /** The cheaper view where nothing of the range was forgotten. */
  static String of(Connection connection, TimeRange range) throws SQLException {
    Sql forgotten =
        Sql.of(
            "select 1 from usage_total where started >= "
                + Sql.TIME
                + " and started < "
                + Sql.TIME
                + " limit 1",
            range.from(),
            range.to());
    try (PreparedStatement statement = forgotten.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? ALL : RAW;
    }
  }
}
