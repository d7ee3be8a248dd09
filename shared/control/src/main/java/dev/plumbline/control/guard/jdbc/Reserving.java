package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.Admission;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.guard.SumKey;
import dev.plumbline.kernel.Money;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Asks the database to admit one request. */
final class Reserving {
  private static final String TEXT =
      "select * from guard_reserve(?, cast(? as timestamptz), cast(? as jsonb), cast(? as numeric),"
          + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Reservation wanted;
  private final List<SumKey> keys;
  private final Call call;

  /** What the database said: an admission, or which sums must be made first. */
  sealed interface Answer {
    record Decided(Admission admission) implements Answer {}

    record Missing(List<SumKey> keys) implements Answer {}
  }

  Reserving(Reservation wanted, String replica) {
    this.wanted = wanted;
    this.keys = SumKey.of(wanted);
    List<Limit> limits = wanted.limits();
    this.call =
        new Call(
            TEXT,
            wanted.id(),
            wanted.time(),
            Documents.of(wanted.subject()),
            wanted.cost() == null ? null : wanted.cost().toPlainString(),
            BigDecimal.valueOf(wanted.lasts().toMillis(), 3),
            Call.texts(keys.stream().map(Keys::of).toList()),
            Call.times(keys.stream().map(key -> key.from(wanted.time())).toList()),
            Call.numbers(limits()),
            Call.texts(wanted.budgets().stream().map(one -> one.atLimit().name()).toList()),
            Call.texts(limits.stream().map(limit -> Keys.of(limit, value(limit))).toList()),
            Call.numbers(limits.stream().map(l -> BigDecimal.valueOf(l.amount())).toList()),
            Call.numbers(limits.stream().map(Reserving::seconds).toList()),
            Call.numbers(limits.stream().map(this::need).toList()),
            Documents.of(wanted, replica));
  }

  private List<BigDecimal> limits() {
    List<BigDecimal> amounts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      amounts.add(wanted.budgets().get(i).limit(keys.get(i).value(), wanted.time()));
    }
    return amounts;
  }

  Answer ask(Connection connection) throws SQLException {
    return call.row(connection, this::answer);
  }

  private Answer answer(ResultSet row) throws SQLException {
    return switch (row.getString("outcome")) {
      case "again" ->
          throw new IllegalArgumentException("the request " + wanted.id() + " was reserved before");
      case "missing" -> {
        List<SumKey> missing = new ArrayList<>();
        for (Object place : (Object[]) row.getArray("missing").getArray()) {
          missing.add(keys.get((Integer) place - 1));
        }
        yield new Answer.Missing(missing);
      }
      case "budget" ->
          new Answer.Decided(
              new Admission.OverBudget(state(row, row.getInt("place") - 1, Money.ZERO)));
      case "limit" -> {
        Limit limit = wanted.limits().get(row.getInt("place") - 1);
        Duration wait = wait(row.getBigDecimal("wait"));
        yield new Answer.Decided(new Admission.OverLimit(limit, value(limit), wait));
      }
      default -> {
        BigDecimal cost = wanted.cost() == null ? Money.ZERO : wanted.cost();
        List<BudgetState> states = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
          states.add(state(row, i, cost));
        }
        yield new Answer.Decided(new Admission.Admitted(states));
      }
    };
  }

  private BudgetState state(ResultSet row, int place, BigDecimal more) throws SQLException {
    Budget budget = wanted.budgets().get(place);
    BigDecimal spent = (BigDecimal) ((Object[]) row.getArray("spents").getArray())[place];
    BigDecimal held = (BigDecimal) ((Object[]) row.getArray("helds").getArray())[place];
    return BudgetState.of(budget, keys.get(place).value(), spent, held.add(more), wanted.time());
  }

  private String value(Limit limit) {
    return Objects.requireNonNull(
        wanted.subject().value(limit.scope().level()), "a limit that does not count it");
  }

  /** A request of more tokens than the limit has at all waits for a full bucket. */
  private BigDecimal need(Limit limit) {
    return BigDecimal.valueOf(
        limit.kind() == Limit.Kind.TOKENS ? Math.min(wanted.tokens(), limit.amount()) : 1);
  }

  private static BigDecimal seconds(Limit limit) {
    return limit.per().isZero() ? BigDecimal.ONE : BigDecimal.valueOf(limit.per().toMillis(), 3);
  }

  private static Duration wait(BigDecimal seconds) {
    return Duration.ofMillis(Math.max(1, seconds.movePointRight(3).longValue() + 1));
  }
}
