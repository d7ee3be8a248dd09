package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.Settlement;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A settlement as the database takes it. */
record Settling(
    String id, Instant time, String subject, @Nullable BigDecimal cost, BigDecimal tokens) {

  static Settling of(Settlement done) {
    return new Settling(
        done.id(),
        done.time(),
        Documents.of(done.subject()),
        done.cost(),
        BigDecimal.valueOf(done.tokens()));
  }

  /** Settles them in one transaction, and returns them. */
  static List<Settling> run(Connection connection, List<Settling> all) throws SQLException {
    new Call(
            "select guard_settle_all(?, ?, ?, ?, ?)",
            Call.texts(all.stream().map(Settling::id).toList()),
            Call.times(all.stream().map(Settling::time).toList()),
            Call.texts(all.stream().map(Settling::subject).toList()),
            new Call.Many("numeric", all.stream().map(Settling::cost).toList()),
            Call.numbers(all.stream().map(Settling::tokens).toList()))
        .run(connection);
    return all;
  }
}
