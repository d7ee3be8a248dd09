package dev.plumbline.admin.backend;

import static dev.plumbline.admin.backend.BackendSubject.assertPlan;
import static dev.plumbline.admin.backend.BackendSubject.monthly;
import static dev.plumbline.admin.backend.BackendSubject.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every backend does with budgets and limits. */
abstract class SpendingContract {
  private static final int MANY = 600;

  private final Supplier<BackendSubject> subject;

  SpendingContract(Supplier<BackendSubject> subject) {
    this.subject = subject;
  }

  private ControlBackend backend() {
    return subject.get().backend();
  }

  private IssuedKey key(String name, String department) {
    return backend().create(plan(name, department));
  }

  /** Spends until it is refused, and tells how much that was. */
  private BigDecimal exhaust(String secret) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < MANY; i++) {
      Optional<BigDecimal> cost = subject.get().use(secret);
      if (cost.isEmpty()) {
        return sum;
      }
      sum = sum.add(cost.get());
    }
    throw new AssertionError("nothing stopped it after " + sum);
  }

  private void stands(String value, BigDecimal spent) {
    BudgetState state = backend().states().getFirst();
    assertThat(state.value()).isEqualTo(value);
    assertThat(state.spent()).isEqualByComparingTo(spent);
    assertThat(state.resets()).isNotNull();
  }

  private static Budget raised(Budget budget, String dollars) {
    return new Budget(
        budget.id(),
        budget.name(),
        budget.scope(),
        new BigDecimal(dollars),
        budget.window(),
        budget.atLimit(),
        budget.degradeTo(),
        budget.thresholds(),
        budget.extras(),
        budget.version() + 1);
  }

  @Test
  void budgetsAKey() {
    assumeThat(backend().profile().can(Ability.KEY_BUDGETS)).isTrue();
    assertThat(backend().budgets()).isEmpty();
    IssuedKey key = key("shop", "marketing");
    IssuedKey other = key("site", "marketing");
    Budget kept = backend().put(monthly(key.key(), "2"));
    assertThat(kept.scope()).isEqualTo(new Scope(Level.KEY, key.key().id()));
    assertThat(kept.limit()).isEqualByComparingTo("2");
    assertThat(kept.window()).isEqualTo(monthly(key.key(), "2").window());
    assertThat(backend().budgets()).containsExactly(kept);

    BigDecimal spent = exhaust(key.secret());
    assertThat(spent).isBetween(new BigDecimal("0.5"), new BigDecimal("3"));
    assertThat(subject.get().use(other.secret())).isPresent();
    await().untilAsserted(() -> stands(key.key().id(), spent));
  }

  @Test
  void raisesAndRemovesTheBudgetOfAKey() {
    assumeThat(backend().profile().can(Ability.KEY_BUDGETS)).isTrue();
    IssuedKey key = key("shop", "marketing");
    Budget kept = backend().put(monthly(key.key(), "1"));
    exhaust(key.secret());
    Budget more = backend().put(raised(kept, "4"));
    assertThat(more.limit()).isEqualByComparingTo("4");
    assertThat(backend().budgets()).containsExactly(more);
    assertThat(exhaust(key.secret())).isPositive();
    backend().remove(more);
    assertThat(backend().budgets()).isEmpty();
    assertThat(backend().states()).isEmpty();
    assertThat(subject.get().use(key.secret())).isPresent();
    assertThatThrownBy(() -> backend().remove(more)).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void keepsTheBudgetWhenTheKeyChanges() {
    assumeThat(backend().profile().can(Ability.KEY_BUDGETS)).isTrue();
    IssuedKey key = key("shop", "marketing");
    backend().put(monthly(key.key(), "2"));
    backend().update(backend().keys().getFirst(), plan("shop", "sales"));
    assertThat(backend().budgets()).hasSize(1);
    assertThat(backend().budgets().getFirst().limit()).isEqualByComparingTo("2");
    assertPlan(backend().keys().getFirst().plan()).isEqualTo(plan("shop", "sales"));
  }

  @Test
  void budgetsADepartment() {
    assumeThat(backend().profile().can(Ability.SHARED_BUDGETS)).isTrue();
    IssuedKey one = key("shop", "marketing");
    IssuedKey two = key("site", "marketing");
    IssuedKey other = key("crm", "sales");
    Budget kept = backend().put(monthly(new Scope(Level.DEPARTMENT, "marketing"), "2"));
    assertThat(backend().budgets()).containsExactly(kept);
    BigDecimal spent = exhaust(one.secret());
    assertThat(subject.get().use(two.secret())).isEmpty();
    assertThat(subject.get().use(other.secret())).isPresent();
    await().untilAsserted(() -> stands("marketing", spent));
    backend().remove(kept);
    assertThat(backend().budgets()).isEmpty();
    assertThat(subject.get().use(two.secret())).isPresent();
  }

  @Test
  void onlyWarns() {
    assumeThat(backend().profile().can(Ability.BUDGET_WARNINGS)).isTrue();
    IssuedKey key = key("shop", "marketing");
    Budget usual = monthly(key.key(), "1");
    Budget kept =
        backend()
            .put(
                new Budget(
                    usual.id(),
                    usual.name(),
                    usual.scope(),
                    usual.limit(),
                    usual.window(),
                    AtLimit.WARN,
                    null,
                    List.of(),
                    1));
    assertThat(kept.atLimit()).isEqualTo(AtLimit.WARN);
    assertThat(backend().budgets()).containsExactly(kept);
    BigDecimal spent = BigDecimal.ZERO;
    while (spent.compareTo(new BigDecimal("1.5")) < 0) {
      spent = spent.add(subject.get().use(key.secret()).orElseThrow());
    }
  }

  @Test
  void limitsRequestsOfAKey() {
    assumeThat(backend().profile().can(Ability.RATE_LIMITS)).isTrue();
    IssuedKey key = key("shop", "marketing");
    Scope scope = new Scope(Level.KEY, key.key().id());
    Limit kept =
        backend()
            .put(new Limit("contract", scope, Limit.Kind.REQUESTS, 2, Duration.ofMinutes(1), 1));
    assertThat(kept.amount()).isEqualTo(2);
    assertThat(kept.scope()).isEqualTo(scope);
    assertThat(backend().limits()).containsExactly(kept);
    assertThat(subject.get().use(key.secret())).isPresent();
    assertThat(subject.get().use(key.secret())).isPresent();
    assertThat(subject.get().use(key.secret())).isEmpty();
    backend().remove(kept);
    assertThat(backend().limits()).isEmpty();
    assertThat(subject.get().use(key.secret())).isPresent();
    assertThatThrownBy(() -> backend().remove(kept)).isInstanceOf(Failure.NotFound.class);
  }
}
