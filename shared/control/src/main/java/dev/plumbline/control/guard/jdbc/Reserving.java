package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.Admission;
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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reservation as the database takes it, and what its verdict means. */
final class Reserving {
  private static final String TEXT =
      "select * from guard_reserve_all(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final List<String> TYPES =
      List.of(
          "text",
          "timestamptz",
          "text",
          "numeric",
          "numeric",
          "text",
          "text",
          "text",
          "text",
          "text",
          "text",
          "text",
          "text",
          "text");

  private final Reservation wanted;
  private final List<SumKey> keys;

  /** Made before others are asked for too, because what cannot be made must fail alone. */
  private final List<@Nullable Object> values;

  /** What the database said: an admission, or which sums must be made first. */
  sealed interface Answer {
    record Decided(Admission admission) implements Answer {}

    record Missing(List<SumKey> keys) implements Answer {}
  }

  Reserving(Reservation wanted, String replica) {
    this.wanted = wanted;
    this.keys = SumKey.of(wanted);
    this.values =
        Arrays.asList(
            wanted.id(),
            wanted.time(),
            Documents.of(wanted.subject()),
            wanted.cost(),
            seconds(wanted.lasts()),
            Call.texts(keys.stream().map(Keys::of).toList()),
            Call.times(keys.stream().map(key -> key.from(wanted.time())).toList()),
            Call.numbers(amounts()),
            Call.texts(wanted.budgets().stream().map(one -> one.atLimit().name()).toList()),
            Call.texts(wanted.limits().stream().map(one -> Keys.of(one, value(one))).toList()),
            limits(limit -> BigDecimal.valueOf(limit.amount())),
            limits(Reserving::per),
            limits(this::need),
            Documents.of(wanted, replica));
  }

  /** Asks for all of them in one transaction; the verdicts are in their order. */
  static List<Verdict> run(Connection connection, List<Reserving> all) throws SQLException {
    return Call.together(TEXT, TYPES, all.stream().map(one -> one.values).toList())
        .rows(connection, Verdict::of);
  }

  private Call.Many limits(Function<Limit, BigDecimal> part) {
    return Call.numbers(wanted.limits().stream().map(part).toList());
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
          new Answer.Missing(verdict.missing().stream().map(place -> keys.get(place - 1)).toList());
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
