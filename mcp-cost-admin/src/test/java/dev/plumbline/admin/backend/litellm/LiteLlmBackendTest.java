package dev.plumbline.admin.backend.litellm;

import static dev.plumbline.admin.backend.BackendSubject.monthly;
import static dev.plumbline.admin.backend.BackendSubject.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey.Owner;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.vendors.LiteLlmServer;
import dev.plumbline.testkit.vendors.Trouble;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LiteLlmBackendTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-03-15T12:00:00Z"), ZoneOffset.UTC);
  private static final String MODEL = "gpt-5-mini";

  private final LiteLlmServer server = new LiteLlmServer(NOW, 3);
  private final LiteLlmBackend backend = LiteLlmBackend.at(server.url(), LiteLlmServer.KEY, NOW);

  @AfterEach
  void stop() {
    backend.close();
    server.close();
  }

  private static Budget budget(Scope scope, String dollars, Period period, AtLimit atLimit) {
    return new Budget(
        "b",
        "b",
        scope,
        new BigDecimal(dollars),
        new Window(period, false, ZoneOffset.UTC),
        atLimit,
        null,
        List.of(),
        1);
  }

  @Test
  void saysWhatToDoWithoutEnterprise() {
    server.enterprise(false);
    IssuedKey made = backend.create(plan("shop", "marketing"));
    assertThatThrownBy(() -> backend.rotate(made.key(), Duration.ofHours(1)))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            refused -> assertThat(refused.next()).contains("Enterprise", "new key", "revoke"));
    assertThat(server.use(made.secret(), MODEL)).isPresent();
  }

  @Test
  void warnsOfASecretThatMayBeLost() {
    IssuedKey made = backend.create(plan("shop", "marketing"));
    server.trouble(0, new Trouble.CutAfter());
    assertThatThrownBy(() -> backend.rotate(made.key(), Duration.ZERO))
        .isInstanceOfSatisfying(
            Failure.Upstream.class, lost -> assertThat(lost.next()).contains("shop", "rotate"));
  }

  @Test
  void changesTheIdWithTheSecret() {
    IssuedKey made = backend.create(plan("shop", "marketing"));
    IssuedKey fresh = backend.rotate(made.key(), Duration.ofHours(2));
    assertThat(fresh.key().id()).isNotEqualTo(made.key().id());
    assertThat(fresh.oldUntil()).isEqualTo(NOW.instant().plus(Duration.ofHours(2)));
    assertThat(backend.keys()).extracting(ManagedKey::id).containsExactly(fresh.key().id());
  }

  @Test
  void showsKeysMadeInTheConsoleButNotItsSessions() {
    backend.create(plan("shop", "marketing"));
    server.foreignKey("plumbline-marketing", "default_user_id");
    server.foreignKey("litellm-dashboard", "default_user_id");
    assertThat(backend.keys()).hasSize(2);
    ManagedKey foreign =
        backend.keys().stream()
            .filter(key -> key.plan().name().startsWith("sk-..."))
            .findFirst()
            .orElseThrow();
    assertThat(foreign.plan().owner())
        .isEqualTo(new Owner(null, "marketing", null, null, null, null));
    assertThat(foreign.plan().models()).isEmpty();
  }

  @Test
  void makesATeamOnce() {
    backend.create(plan("shop", "marketing"));
    backend.create(plan("site", "marketing"));
    ManagedKey crm = backend.create(plan("crm", "sales")).key();
    backend.update(crm, plan("crm", "marketing"));
    assertThat(server.asked()).filteredOn(asked -> asked.equals("POST /team/new")).hasSize(2);
  }

  @Test
  void doesNotTakeANameTwice() {
    backend.create(plan("shop", "marketing"));
    assertThatThrownBy(() -> backend.create(plan("shop", "sales")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("already exists");
  }

  @Test
  void refusesStarsWithinNames() {
    KeyPlan usual = plan("shop", "marketing");
    KeyPlan stars =
        new KeyPlan(
            "shop", usual.owner(), List.of("gpt-*"), List.of(), null, new TreeMap<>(Map.of()));
    assertThatThrownBy(() -> backend.create(stars)).isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void letsAKeyLiveForEverAgain() {
    KeyPlan usual = plan("shop", "marketing");
    Instant soon = NOW.instant().plus(Duration.ofDays(1));
    KeyPlan brief =
        new KeyPlan("shop", usual.owner(), List.of(), List.of(), soon, usual.metadata());
    ManagedKey made = backend.create(brief).key();
    assertThat(made.plan().expires()).isBetween(soon, soon.plusSeconds(2));
    ManagedKey current = backend.keys().getFirst();
    assertThat(backend.update(current, usual).plan().expires()).isNull();
  }

  @Test
  void keepsAWarningBesideALimit() {
    ManagedKey key = backend.create(plan("shop", "marketing")).key();
    Scope scope = new Scope(Level.KEY, key.id());
    Budget hard = backend.put(budget(scope, "5", Period.WEEK, AtLimit.REFUSE));
    Budget soft = backend.put(budget(scope, "4", Period.WEEK, AtLimit.WARN));
    assertThat(backend.budgets()).containsExactly(hard, soft);
    assertThatThrownBy(() -> backend.put(budget(scope, "3", Period.DAY, AtLimit.WARN)))
        .isInstanceOf(Failure.InvalidInput.class);
    assertThatThrownBy(() -> backend.put(budget(scope, "3", Period.WEEK, AtLimit.WARN)))
        .isInstanceOf(Failure.Conflict.class);
    backend.remove(hard);
    assertThat(backend.budgets()).containsExactly(soft);
    assertThat(soft.window().period()).isEqualTo(Period.WEEK);
  }

  @ParameterizedTest
  @EnumSource
  void budgetsOverAllPeriods(Period period) {
    Scope user = new Scope(Level.USER, "ada@example.com");
    Budget kept = backend.put(budget(user, "0.000001", period, AtLimit.REFUSE));
    assertThat(kept.window().period()).isEqualTo(period);
    assertThat(kept.scope()).isEqualTo(user);
    assertThat(backend.budgets()).containsExactly(kept);
    assertThat(kept.limit()).isEqualByComparingTo("0.000001");
  }

  @ParameterizedTest
  @EnumSource(names = {"ORGANISATION", "ENVIRONMENT", "PROJECT", "TASK", "MODEL"})
  void budgetsNoOtherLevels(Level level) {
    assertThatThrownBy(() -> backend.put(monthly(new Scope(level, "x"), "1")))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            refused -> assertThat(refused.next()).contains("departments"));
  }

  @Test
  void limitsByTheMinuteAndInParallel() {
    ManagedKey key = backend.create(plan("shop", "marketing")).key();
    Scope scope = new Scope(Level.KEY, key.id());
    Scope team = new Scope(Level.DEPARTMENT, "marketing");
    Duration minute = Duration.ofMinutes(1);
    for (Limit.Kind kind : Limit.Kind.values()) {
      Limit kept = backend.put(new Limit("l", scope, kind, 7, minute, 1));
      assertThat(kept.kind()).isEqualTo(kind);
    }
    backend.put(new Limit("l", team, Limit.Kind.TOKENS, 1000, minute, 1));
    assertThat(backend.limits()).hasSize(4);
    for (Limit wrong :
        List.of(
            new Limit("l", scope, Limit.Kind.REQUESTS, 7, Duration.ofHours(1), 1),
            new Limit("l", team, Limit.Kind.PARALLEL, 7, minute, 1),
            new Limit("l", new Scope(Level.TASK, "x"), Limit.Kind.REQUESTS, 7, minute, 1))) {
      assertThatThrownBy(() -> backend.put(wrong)).isInstanceOf(Failure.InvalidInput.class);
    }
  }

  @Test
  void showsRoutesWithoutTheirParameters() {
    assertThat(backend.routes()).hasSize(1);
    assertThat(backend.routes().getFirst().targets()).hasSize(2);
    assertThat(backend.routes().toString())
        .contains("openai", "azure")
        .doesNotContain("secret.example", "leaked");
  }
}
