package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.SpendHistory;
import dev.plumbline.control.guard.BudgetStates;
import dev.plumbline.control.guard.SumKey;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes sums from the ledger and the tables, while nobody records. */
final class Making {
  private static final int LOCK = 752_488_922;

  private final SpendHistory history;

  Making(SpendHistory history) {
    this.history = history;
  }

  /** Takes the lock between making sums and recording, which the connection holds. */
  static void lock(Connection connection, String function) throws SQLException {
    new Call("select " + function + "(" + LOCK + ", hashtext(current_schema()))").run(connection);
  }

  /** Gives it back; a connection that is lost has given it back already. */
  static void unlock(Connection connection, String function) {
    try {
      lock(connection, function);
    } catch (SQLException lost) {
      return;
    }
  }

  /** Makes sums that are missing at a moment. */
  void make(Connection connection, List<SumKey> keys, Instant time) throws SQLException {
    lock(connection, "pg_advisory_lock_shared");
    try {
      for (SumKey key : keys) {
        make(connection, key, time);
      }
    } finally {
      unlock(connection, "pg_advisory_unlock_shared");
    }
  }

  private void make(Connection connection, SumKey key, Instant time) throws SQLException {
    Instant from = key.from(time);
    SortedMap<Instant, BigDecimal> spent =
        history.spent(key.level(), key.value(), from, key.until());
    new Call(
            "select guard_make(?, ?, ?, cast(? as timestamptz), cast(? as timestamptz), ?,"
                + " cast(? as timestamptz), ?, ?)",
            Keys.of(key),
            key.level().label(),
            key.value(),
            key.start(),
            key.until(),
            key.rolling(),
            from,
            Call.times(spent.keySet()),
            Call.numbers(spent.values()))
        .run(connection);
  }

  /** How a budget on one value stands. */
  BudgetState one(Connection connection, Budget budget, Instant now) throws SQLException {
    SumKey key = SumKey.of(budget, budget.scope().value(), now);
    Instant from = key.from(now);
    Call call =
        new Call(
            "select case when s.rolling then (select coalesce(sum(m.spent), 0) from guard_minute m"
                + " where m.key = s.key and m.minute >= cast(? as timestamptz)) else s.spent end,"
                + " s.held from guard_sum s"
                + " where s.key = ? and (not s.rolling or s.complete <= cast(? as timestamptz))",
            from,
            Keys.of(key),
            from);
    while (true) {
      List<BudgetState> found =
          call.rows(
              connection,
              row ->
                  BudgetState.of(
                      budget, key.value(), row.getBigDecimal(1), row.getBigDecimal(2), now));
      if (!found.isEmpty()) {
        return found.getFirst();
      }
      make(connection, List.of(key), now);
    }
  }

  /** How a budget on each value stands. */
  List<BudgetState> each(Connection connection, Budget budget, Instant now) throws SQLException {
    SumKey key = SumKey.of(budget, budget.scope().value(), now);
    Instant from = key.from(now);
    String level = key.level().label();
    Call waiting =
        new Call(
            "select subject ->> ?, sum(cost) from guard_request where state in ('settled',"
                + " 'recording') and started >= cast(? as timestamptz) and started <"
                + " cast(? as timestamptz) and cost is not null and jsonb_exists(subject, ?)"
                + " group by 1",
            level,
            from,
            key.until(),
            level);
    Call holding =
        new Call(
            "select subject ->> ?, sum(cost) from guard_request where state = 'open' and cost is"
                + " not null and (? || (subject ->> ?)) = any(sums) group by 1",
            level,
            Keys.prefix(key),
            level);
    lock(connection, "pg_advisory_lock_shared");
    try {
      Map<String, BigDecimal> spent = new TreeMap<>(history.totals(key.level(), from, key.until()));
      add(connection, waiting, spent);
      Map<String, BigDecimal> held = new TreeMap<>();
      add(connection, holding, held);
      return BudgetStates.of(budget, spent, held, now);
    } finally {
      unlock(connection, "pg_advisory_unlock_shared");
    }
  }

  private static void add(Connection connection, Call call, Map<String, BigDecimal> sums)
      throws SQLException {
    call.rows(
        connection, row -> sums.merge(row.getString(1), row.getBigDecimal(2), BigDecimal::add));
  }
}
