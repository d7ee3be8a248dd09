package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.Settlement;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A settlement as the database takes it. */
final class Settling {
  private static final String TEXT = "select guard_settle_all(?, ?, ?, ?, ?)";
  private static final List<String> TYPES =
      List.of("text", "timestamptz", "text", "numeric", "numeric");

  /** Made before others are settled too, because what cannot be made must fail alone. */
  private final List<@Nullable Object> values;

  Settling(Settlement done) {
    this.values =
        Arrays.asList(
            done.id(),
            done.time(),
            Documents.of(done.subject()),
            done.cost(),
            BigDecimal.valueOf(done.tokens()));
  }

  /** Settles them in one transaction, and returns them. */
  static List<Settling> run(Connection connection, List<Settling> all) throws SQLException {
    Call.together(TEXT, TYPES, all.stream().map(one -> one.values).toList()).run(connection);
    return all;
  }
}
