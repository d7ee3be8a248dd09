package dev.plumbline.admin.backend.portkey;

import static dev.plumbline.admin.backend.BackendSubject.monthly;
import static dev.plumbline.admin.backend.BackendSubject.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.AuditEntry;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.vendors.PortkeyServer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortkeyBackendTest {
  /** A Tuesday. */
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-03-17T12:00:00Z"), ZoneOffset.UTC);

  private final PortkeyServer server = new PortkeyServer(NOW, false);
  private final PortkeyBackend backend =
      PortkeyBackend.at(server.url(), PortkeyServer.KEY, "ws-1", NOW);

  @AfterEach
  void stop() {
    backend.close();
    server.close();
  }

  private static Budget budget(
      Scope scope, String dollars, Period period, @Nullable Integer percent) {
    return new Budget(
        "b",
        "b",
        scope,
        new BigDecimal(dollars),
        new Window(period, false, ZoneOffset.UTC),
        AtLimit.REFUSE,
        null,
        percent == null ? List.of() : List.of(percent),
        1);
  }

  private Scope key() {
    return new Scope(Level.KEY, backend.create(plan("shop", "marketing")).key().id());
  }

  @Test
  void listsMoreThanAPage() {
    for (int i = 0; i < 103; i++) {
      backend.create(plan("key " + i, "marketing"));
    }
    assertThat(backend.keys()).hasSize(103);
  }

  @ParameterizedTest
  @CsvSource({"50, 80", "1,", "10, 90", "200, 33"})
  void tellsAtAPercentage(String dollars, @Nullable Integer percent) {
    Budget kept = backend.put(budget(key(), dollars, Period.MONTH, percent));
    assertThat(kept.limit()).isEqualByComparingTo(dollars);
    assertThat(kept.thresholds()).isEqualTo(percent == null ? List.of() : List.of(percent));
  }

  @ParameterizedTest
  @CsvSource({"0.5,", "12.34,", "50, 33", "1, 80", "50, 100", "50, 0"})
  void refusesPartsOfDollars(String dollars, @Nullable Integer percent) {
    Scope key = key();
    assertThatThrownBy(() -> backend.put(budget(key, dollars, Period.MONTH, percent)))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class, refused -> assertThat(refused.next()).isNotBlank());
    assertThat(backend.budgets()).isEmpty();
  }

  @Test
  void beginsWeeksOnSundays() {
    Scope key = key();
    backend.put(budget(key, "5", Period.WEEK, null));
    BudgetState state = backend.states().getFirst();
    assertThat(state.resets()).isEqualTo("2026-03-22T00:00:00Z");
    assertThat(state.spent()).isZero();
    assertThatThrownBy(() -> backend.put(budget(key, "5", Period.DAY, null)))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("a day");
  }

  @Test
  void budgetsEveryUserForItself() {
    IssuedKey ada = backend.create(plan("shop", "marketing"));
    Budget kept = backend.put(budget(new Scope(Level.USER, Scope.EACH), "0.5", Period.TOTAL, null));
    assertThat(kept.scope()).isEqualTo(new Scope(Level.USER, Scope.EACH));
    assertThat(backend.states()).isEmpty();
    assertThat(server.use(ada.secret())).isPresent();
    BudgetState state = backend.states().getFirst();
    assertThat(state.value()).isEqualTo("ada@example.com");
    assertThat(state.left()).isEqualByComparingTo("0.25");
    Budget again = backend.put(budget(new Scope(Level.USER, Scope.EACH), "2", Period.TOTAL, null));
    assertThat(again.id()).isEqualTo(kept.id());
    assertThat(backend.budgets()).containsExactly(again);
  }

  @Test
  void limitsDepartmentsByPolicy() {
    Scope scope = new Scope(Level.DEPARTMENT, "marketing");
    Duration hour = Duration.ofHours(1);
    Limit kept = backend.put(new Limit("l", scope, Limit.Kind.TOKENS, 9, hour, 1));
    Limit more = backend.put(new Limit(kept.id(), scope, Limit.Kind.TOKENS, 99, hour, 2));
    assertThat(more.amount()).isEqualTo(99);
    assertThat(backend.limits()).containsExactly(more);
    for (Limit wrong :
        List.of(
            new Limit("x", scope, Limit.Kind.PARALLEL, 1, hour, 1),
            new Limit("x", scope, Limit.Kind.REQUESTS, 1, Duration.ofSeconds(1), 1),
            new Limit("x", scope, Limit.Kind.REQUESTS, 1, Duration.ofMinutes(5), 1))) {
      assertThatThrownBy(() -> backend.put(wrong)).isInstanceOf(Failure.InvalidInput.class);
    }
    backend.remove(more);
    assertThat(backend.limits()).isEmpty();
  }

  @Test
  void budgetsKeysWhereThePlanHasNoPolicies() {
    server.enterprise(false);
    Scope key = key();
    Budget kept = backend.put(budget(key, "5", Period.MONTH, null));
    assertThat(backend.budgets()).containsExactly(kept);
    assertThat(backend.limits()).isEmpty();
    assertThatThrownBy(() -> backend.put(monthly(new Scope(Level.TASK, "chat"), "5")))
        .isInstanceOf(Failure.Denied.class);
  }

  @Test
  void keepsOldSecretsForHalfAnHourAtLeast() {
    ManagedKey key = backend.create(plan("shop", "marketing")).key();
    assertThatThrownBy(() -> backend.rotate(key, Duration.ofMinutes(29)))
        .isInstanceOf(Failure.InvalidInput.class);
    IssuedKey fresh = backend.rotate(key, Duration.ofMinutes(30));
    assertThat(fresh.oldUntil()).isEqualTo("2026-03-17T12:30:00Z");
    assertThat(fresh.key()).isEqualTo(key);
  }

  @Test
  void tellsWhoDidWhatWithoutWhatTheySent() {
    ManagedKey key = backend.create(plan("shop", "marketing")).key();
    AuditEntry entry = backend.audit(10).getFirst();
    assertThat(entry.id()).isEqualTo(key.id());
    assertThat(entry.actor()).isEqualTo("ada");
    assertThat(entry.toString()).contains("update").doesNotContain("sk-provider-secret");
  }

  @Test
  void speaksToTheSuccessor() {
    try (PortkeyServer other = new PortkeyServer(NOW, true);
        PortkeyBackend next =
            PortkeyBackend.at(Edition.SUCCESSOR, other.url(), PortkeyServer.KEY, "ws-1", NOW)) {
      IssuedKey made = next.create(plan("shop", "marketing"));
      assertThat(other.use(made.secret())).isPresent();
      assertThat(other.asked()).contains("POST /v1/api-keys/organisation/service");
      assertThat(next.profile().can(Ability.AUDIT)).isFalse();
      assertThatThrownBy(() -> next.audit(1)).isInstanceOf(Failure.InvalidInput.class);
    }
    assertThat(Edition.of(Edition.SUCCESSOR.url())).isEqualTo(Edition.SUCCESSOR);
    assertThat(Edition.of("https://portkey.example.com/v1")).isEqualTo(Edition.CLASSIC);
  }
}
