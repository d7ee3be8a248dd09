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
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reservation as the database takes it, and what its verdict means. */
final class Reserving {
  private static final String TEXT =
      "select * from guard_reserve_all(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Reservation wanted;
  private final String subject;
  private final String document;
  private final List<SumKey> keys;
  private final List<BigDecimal> amounts;
  private final List<String> rates;

  /** What the database said: an admission, or which sums must be made first. */
  sealed interface Answer {
    record Decided(Admission admission) implements Answer {}

    record Missing(List<SumKey> keys) implements Answer {}
  }

  Reserving(Reservation wanted, String replica) {
    this.wanted = wanted;
    this.subject = Documents.of(wanted.subject());
    this.document = Documents.of(wanted, replica);
    this.keys = SumKey.of(wanted);
    this.amounts = amounts();
    this.rates = wanted.limits().stream().map(limit -> Keys.of(limit, value(limit))).toList();
  }

  /** Asks for all of them in one transaction; the verdicts are in their order. */
  static List<Verdict> run(Connection connection, List<Reserving> all) throws SQLException {
    return new Call(
            TEXT,
            Call.texts(each(all, one -> one.wanted.id())),
            Call.times(each(all, one -> one.wanted.time())),
            Call.texts(each(all, one -> one.subject)),
            new Call.Many("numeric", all.stream().map(one -> one.wanted.cost()).toList()),
            Call.numbers(each(all, one -> seconds(one.wanted.lasts()))),
            Call.lists(each(all, one -> Call.texts(each(one.keys, Keys::of)))),
            Call.lists(each(all, Reserving::froms)),
            Call.lists(each(all, one -> Call.numbers(one.amounts))),
            Call.lists(each(all, Reserving::acts)),
            Call.lists(each(all, one -> Call.texts(one.rates))),
            Call.lists(each(all, one -> one.limits(l -> BigDecimal.valueOf(l.amount())))),
            Call.lists(each(all, one -> one.limits(Reserving::per))),
            Call.lists(each(all, one -> one.limits(one::need))),
            Call.texts(each(all, one -> one.document)))
        .rows(connection, Verdict::of);
  }

  private static <F, T> List<T> each(List<F> all, Function<F, T> part) {
    return all.stream().map(part).toList();
  }

  private Call.Many froms() {
    return Call.times(each(keys, key -> key.from(wanted.time())));
  }

  private Call.Many acts() {
    return Call.texts(each(wanted.budgets(), budget -> budget.atLimit().name()));
  }

  private Call.Many limits(Function<Limit, BigDecimal> part) {
    return Call.numbers(each(wanted.limits(), part));
  }

  private List<BigDecimal> amounts() {
    List<BigDecimal> amounts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      amounts.add(wanted.budgets().get(i).limit(keys.get(i).value(), wanted.time()));
    }
    return amounts;
  }

  /** What a verdict means for it. */
  Answer answer(Verdict verdict) {
    return switch (verdict.outcome()) {
      case "again" ->
          throw new IllegalArgumentException("the request " + wanted.id() + " was reserved before");
      case "missing" ->
          new Answer.Missing(each(verdict.missing(), place -> keys.get(place - 1)));
      case "budget" ->
          new Answer.Decided(
              new Admission.OverBudget(state(verdict, verdict.place() - 1, Money.ZERO)));
      case "limit" -> {
        Limit limit = wanted.limits().get(verdict.place() - 1);
        yield new Answer.Decided(
            new Admission.OverLimit(limit, value(limit), wait(verdict.seconds())));
      }
      default -> {
        BigDecimal cost = wanted.cost() == null ? Money.ZERO : wanted.cost();
        List<BudgetState> states = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
          states.add(state(verdict, i, cost));
        }
        yield new Answer.Decided(new Admission.Admitted(states));
      }
    };
  }

  private BudgetState state(Verdict verdict, int place, BigDecimal more) {
    return BudgetState.of(
        wanted.budgets().get(place),
        keys.get(place).value(),
        verdict.spents().get(place),
        verdict.helds().get(place).add(more),
        wanted.time());
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

  private static BigDecimal per(Limit limit) {
    return limit.per().isZero() ? BigDecimal.ONE : seconds(limit.per());
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3);
  }

  private static Duration wait(@Nullable BigDecimal seconds) {
    long millis = seconds == null ? 0 : seconds.movePointRight(3).longValue();
    return Duration.ofMillis(Math.max(1, millis + 1));
  }
}
