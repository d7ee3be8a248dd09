package dev.plumbline.admin.backend.openrouter;

import static dev.plumbline.admin.backend.BackendSubject.monthly;
import static dev.plumbline.admin.backend.BackendSubject.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey.Owner;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.vendors.OpenRouterServer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenRouterBackendTest {
  /** A Sunday. */
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-03-15T12:00:00Z"), ZoneOffset.UTC);

  private final OpenRouterServer server = new OpenRouterServer(NOW, 2);
  private final OpenRouterBackend backend =
      OpenRouterBackend.at(server.url(), OpenRouterServer.KEY, NOW);

  @AfterEach
  void stop() {
    backend.close();
    server.close();
  }

  private static KeyPlan named(String name, Owner owner) {
    return new KeyPlan(name, owner, List.of(), List.of(), null, new TreeMap<>());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shop", "shop [1]", "[x]", "a [b=c]", "shop; a=b", "ünï → %41", "a [department=]"})
  void keepsNameAndOwnerTogether(String name) {
    Owner owner = new Owner("a;b", "c=d]", "e [f]", "%41+1", "t→", "ada@example.com");
    for (Owner each : List.of(owner, new Owner(null, null, null, null, null, null))) {
      KeyPlan plan = named(name, each);
      assertThat(NamedOwner.read(NamedOwner.written(plan), null)).isEqualTo(plan);
    }
  }

  @Test
  void refusesANameThatWouldBeReadAsAnOwner() {
    KeyPlan trap = named("shop [department=sales]", new Owner(null, null, null, null, null, null));
    assertThatThrownBy(() -> backend.create(trap))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("shop [department=sales]");
    assertThatThrownBy(() -> backend.create(plan("x".repeat(300), "marketing")))
        .isInstanceOf(Failure.InvalidInput.class);
    assertThat(backend.keys()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-03-16T00:00:00Z",
    "WEEK, 2026-03-16T00:00:00Z",
    "MONTH, 2026-04-01T00:00:00Z",
    "TOTAL,"
  })
  void budgetsOverThePeriodsOfUtc(Period period, Instant resets) {
    ManagedKey key = backend.create(plan("shop", "marketing")).key();
    Budget kept = backend.put(over(key, new Window(period, false, ZoneOffset.UTC), "12.34"));
    assertThat(kept.limit()).isEqualByComparingTo("12.34");
    assertThat(kept.window().period()).isEqualTo(period);
    assertThat(backend.states().getFirst().resets()).isEqualTo(resets);
    assertThat(backend.states().getFirst().left()).isEqualByComparingTo("12.34");
  }

  private static Budget over(ManagedKey key, Window window, String dollars) {
    Budget usual = monthly(key, dollars);
    return new Budget(
        usual.id(), "b", usual.scope(), usual.limit(), window, AtLimit.REFUSE, null, List.of(), 1);
  }

  @Test
  void refusesBudgetsThatItWouldCountOtherwise() {
    ManagedKey key = backend.create(plan("shop", "marketing")).key();
    List<Budget> others =
        List.of(
            over(key, new Window(Period.HOUR, false, ZoneOffset.UTC), "1"),
            over(key, new Window(Period.DAY, true, ZoneOffset.UTC), "1"),
            over(key, new Window(Period.DAY, false, ZoneId.of("Europe/Berlin")), "1"),
            over(key, new Window(Period.DAY, false, ZoneOffset.UTC), "0"),
            monthly(key, "1").on(new Scope(monthly(key, "1").scope().level(), Scope.EACH)));
    for (Budget other : others) {
      assertThatThrownBy(() -> backend.put(other))
          .isInstanceOfSatisfying(
              Failure.InvalidInput.class, refused -> assertThat(refused.next()).isNotBlank());
    }
    assertThat(backend.budgets()).isEmpty();
  }

  @Test
  void keepsOneBudgetAKey() {
    ManagedKey key = backend.create(plan("shop", "marketing")).key();
    Budget kept = backend.put(monthly(key, "5"));
    assertThat(backend.put(monthly(key, "5"))).isEqualTo(kept);
    assertThatThrownBy(() -> backend.put(monthly(key, "6")))
        .isInstanceOfSatisfying(
            Failure.Conflict.class, conflict -> assertThat(conflict.next()).contains(kept.id()));
    assertThat(backend.budgets()).containsExactly(kept);
  }

  @Test
  void setsTheExpiryOnlyOnce() {
    KeyPlan usual = plan("shop", "marketing");
    KeyPlan soon = until(usual, NOW.instant().plus(Duration.ofDays(1)));
    ManagedKey key = backend.create(soon).key();
    KeyPlan renamed = until(plan("site", "marketing"), soon.expires());
    assertThat(backend.update(key, renamed).plan()).isEqualTo(renamed);
    assertThatThrownBy(() -> backend.update(backend.keys().getFirst(), plan("site", "marketing")))
        .isInstanceOf(Failure.InvalidInput.class);
    assertThatThrownBy(() -> backend.create(until(usual, NOW.instant())))
        .isInstanceOf(Failure.InvalidInput.class);
  }

  private static KeyPlan until(KeyPlan plan, @org.jspecify.annotations.Nullable Instant expires) {
    return new KeyPlan(plan.name(), plan.owner(), List.of(), List.of(), expires, plan.metadata());
  }

  @ParameterizedTest
  @EnumSource(names = {"ACTIVE", "BLOCKED", "EXHAUSTED"})
  void tellsTheStateOfAKey(ManagedKey.State state) {
    IssuedKey made = backend.create(plan("shop", "marketing"));
    if (state == ManagedKey.State.BLOCKED) {
      backend.block(made.key(), true);
    } else if (state == ManagedKey.State.EXHAUSTED) {
      backend.put(monthly(made.key(), "0.25"));
      assertThat(server.use(made.secret())).contains(new BigDecimal("0.25"));
    }
    assertThat(backend.keys().getFirst().state()).isEqualTo(state);
  }
}
