package dev.plumbline.usage.jdbc;

import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Gives events new charges and keeps the old ones in the audit trail. */
final class Repricing {
  private static final int PAGE = 20_000;
  private static final String CHARGE = String.join(", ", EventRow.CHARGE_COLUMNS);

  private final Connection connection;
  private final Dialect dialect;
  private final Instant from;
  private final Instant to;
  private final UUID run = UUID.randomUUID();
  private BigDecimal before = BigDecimal.ZERO;
  private BigDecimal after = BigDecimal.ZERO;

  /** Where a page ended. */
  private record Mark(Instant time, String uid) {}

  Repricing(Connection connection, Dialect dialect, Instant from, Instant to) {
    this.connection = connection;
    this.dialect = dialect;
    this.from = from;
    this.to = to;
  }

  /** Prices every event of the range again and returns how many changed. */
  long run(String reason, UnaryOperator<UsageEvent> pricing) throws SQLException {
    long changed = 0;
    Mark mark = new Mark(from, "00000000-0000-0000-0000-000000000000");
    boolean more = true;
    while (more) {
      List<UsageEvent> page = page(mark);
      more = page.size() == PAGE;
      if (!page.isEmpty()) {
        UsageEvent last = page.getLast();
        mark = new Mark(last.time(), EventId.of(last.id()).uid().toString());
      }
      List<Batch.Entry> changes = changes(page, pricing);
      if (!changes.isEmpty()) {
        apply(changes);
        changed += changes.size();
      }
    }
    audit(reason, changed);
    return changed;
  }

  /** Events after a mark, in the order of time and id. */
  private List<UsageEvent> page(Mark mark) throws SQLException {
    String uid = dialect.idParameter();
    Sql sql =
        Sql.of(
                "select "
                    + EventReading.columns()
                    + " from usage_event where started < "
                    + Sql.TIME,
                to)
            .add(" and started >= " + Sql.TIME, mark.time())
            .add(" and (started > " + Sql.TIME, mark.time())
            .add(" or uid > " + uid + ") order by started, uid limit " + PAGE, mark.uid());
    List<UsageEvent> page = new ArrayList<>();
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      EventReading reading = new EventReading(rows);
      while (rows.next()) {
        page.add(reading.event());
      }
    }
    return page;
  }

  private List<Batch.Entry> changes(List<UsageEvent> page, UnaryOperator<UsageEvent> pricing) {
    List<Batch.Entry> changes = new ArrayList<>();
    for (UsageEvent event : page) {
      UsageEvent priced = pricing.apply(event);
      if (!priced.charge().equals(event.charge())) {
        Checks.check(event, priced.charge());
        changes.add(new Batch.Entry(EventId.of(event.id()), priced));
        before = before.add(cost(event));
        after = after.add(cost(priced));
      }
    }
    return changes;
  }

  private void apply(List<Batch.Entry> changes) throws SQLException {
    dialect.events().stageCharges(connection, changes);
    Sql.of("insert into usage_repriced (repricing, uid, " + CHARGE + ") ")
        .add("select " + dialect.idParameter() + ", e.uid, ", run.toString())
        .add("e." + String.join(", e.", EventRow.CHARGE_COLUMNS))
        .add(" from usage_event e join batch_charge b on b.uid = e.uid")
        .change(connection);
    dialect.events().applyCharges(connection);
    Staging.empty(connection, Staging.CHARGES);
  }

  private void audit(String reason, long changed) throws SQLException {
    Sql.of("insert into usage_repricing")
        .add(" (id, made, range_from, range_to, reason, events, cost_before, cost_after)")
        .add(" select " + dialect.idParameter(), run.toString())
        .add(", " + Sql.TIME + ", " + Sql.TIME + ", " + Sql.TIME, Instant.now(), from, to)
        .add(", ?, ?, ?, ?", reason, changed, before, after)
        .change(connection);
  }

  private static BigDecimal cost(UsageEvent event) {
    return event.charge().cost() == null ? BigDecimal.ZERO : event.charge().cost().total();
  }
}
