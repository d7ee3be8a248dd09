package dev.plumbline.admin.backend;

import static dev.plumbline.admin.backend.BackendSubject.assertPlan;
import static dev.plumbline.admin.backend.BackendSubject.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every backend does with keys. */
abstract class KeyContract {
  private final Supplier<BackendSubject> subject;

  KeyContract(Supplier<BackendSubject> subject) {
    this.subject = subject;
  }

  private ControlBackend backend() {
    return subject.get().backend();
  }

  private ManagedKey found(String id) {
    return backend().keys().stream().filter(key -> key.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void makesAKeyThatLetsIn() {
    assertThat(backend().keys()).isEmpty();
    KeyPlan plan = plan("shop", "marketing");
    IssuedKey made = backend().create(plan);
    assertThat(subject.get().use(made.secret())).isPresent();
    assertPlan(made.key().plan()).isEqualTo(plan);
    assertThat(made.key().state()).isEqualTo(ManagedKey.State.ACTIVE);
    assertThat(made.oldUntil()).isNull();
    assertThat(backend().keys()).hasSize(1);
    assertPlan(found(made.key().id()).plan()).isEqualTo(plan);
    assertThat(backend().keys().toString() + made).doesNotContain(made.secret());
    assertThat(subject.get().use(made.secret() + "x")).isEmpty();
  }

  @Test
  void listsAllOfManyKeys() {
    for (int i = 0; i < 7; i++) {
      backend().create(plan("key " + i, "department " + i % 2));
    }
    assertThat(backend().keys())
        .extracting(key -> key.plan().name())
        .containsExactlyInAnyOrder("key 0", "key 1", "key 2", "key 3", "key 4", "key 5", "key 6");
  }

  @Test
  void changesAKey() {
    IssuedKey made = backend().create(plan("shop", "marketing"));
    KeyPlan other = plan("shop: new [draft] ünï", "sales; east=1");
    ManagedKey changed = backend().update(found(made.key().id()), other);
    assertPlan(changed.plan()).isEqualTo(other);
    assertPlan(found(made.key().id()).plan()).isEqualTo(other);
    assertThat(subject.get().use(made.secret())).isPresent();
  }

  @Test
  void doesNotOverwriteWhatOthersChanged() {
    backend().create(plan("shop", "marketing"));
    ManagedKey seen = backend().keys().getFirst();
    backend().update(seen, plan("shop", "sales"));
    assertThatThrownBy(() -> backend().update(seen, plan("mine", "marketing")))
        .isInstanceOf(Failure.Conflict.class);
    assertPlan(backend().keys().getFirst().plan()).isEqualTo(plan("shop", "sales"));
  }

  @Test
  void blocksAKeyForAWhile() {
    assumeThat(backend().profile().can(Ability.BLOCK_KEY)).isTrue();
    IssuedKey made = backend().create(plan("shop", "marketing"));
    ManagedKey blocked = backend().block(made.key(), true);
    assertThat(blocked.state()).isEqualTo(ManagedKey.State.BLOCKED);
    assertThat(found(made.key().id()).state()).isEqualTo(ManagedKey.State.BLOCKED);
    assertThat(subject.get().use(made.secret())).isEmpty();
    ManagedKey again = backend().block(blocked, false);
    assertThat(again.state()).isEqualTo(ManagedKey.State.ACTIVE);
    assertThat(subject.get().use(made.secret())).isPresent();
  }

  @Test
  void endsAKeyForGood() {
    IssuedKey made = backend().create(plan("shop", "marketing"));
    IssuedKey other = backend().create(plan("site", "marketing"));
    backend().revoke(made.key());
    assertThat(subject.get().use(made.secret())).isEmpty();
    assertThat(subject.get().use(other.secret())).isPresent();
    assertThat(backend().keys())
        .filteredOn(key -> key.id().equals(made.key().id()))
        .allMatch(key -> key.state() == ManagedKey.State.REVOKED);
    assertThatThrownBy(() -> backend().revoke(made.key()))
        .isInstanceOfAny(Failure.NotFound.class, Failure.Conflict.class);
    assertThatThrownBy(() -> backend().update(made.key(), plan("back", "marketing")))
        .isInstanceOfAny(Failure.NotFound.class, Failure.Conflict.class);
  }

  @Test
  void givesAKeyANewSecret() {
    assumeThat(backend().profile().can(Ability.ROTATE_KEY)).isTrue();
    IssuedKey made = backend().create(plan("shop", "marketing"));
    boolean grace = backend().profile().can(Ability.ROTATION_GRACE);
    IssuedKey fresh = backend().rotate(made.key(), grace ? Duration.ofHours(1) : Duration.ZERO);
    assertThat(fresh.secret()).isNotEqualTo(made.secret());
    assertPlan(fresh.key().plan()).isEqualTo(made.key().plan());
    assertThat(subject.get().use(fresh.secret())).isPresent();
    assertThat(subject.get().use(made.secret()).isPresent()).isEqualTo(grace);
    assertThat(fresh.oldUntil() != null).isEqualTo(grace);
    assertThat(backend().keys()).hasSize(1);
  }

  @Test
  void letsKeysExpire() {
    assumeThat(backend().profile().can(Ability.KEY_EXPIRY)).isTrue();
    Instant soon = Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    KeyPlan usual = plan("shop", "marketing");
    KeyPlan plan = new KeyPlan("shop", usual.owner(), List.of(), List.of(), soon, usual.metadata());
    IssuedKey made = backend().create(plan);
    assertThat(subject.get().use(made.secret())).isPresent();
    Instant kept = found(made.key().id()).plan().expires();
    assertThat(kept).isBetween(soon.minusSeconds(5), soon.plusSeconds(5));
  }

  @Test
  void restrictsAKeyToModels() {
    assumeThat(backend().profile().can(Ability.KEY_MODELS)).isTrue();
    KeyPlan usual = plan("shop", "marketing");
    KeyPlan plan =
        new KeyPlan(
            "shop", usual.owner(), List.of("other-model"), List.of(), null, usual.metadata());
    IssuedKey made = backend().create(plan);
    assertThat(found(made.key().id()).plan().models()).containsExactly("other-model");
    assertThat(subject.get().use(made.secret())).isEmpty();
    backend().update(found(made.key().id()), usual);
    assertThat(found(made.key().id()).plan().models()).isEmpty();
    assertThat(subject.get().use(made.secret())).isPresent();
  }

  @Test
  void tellsWhatAKeySpent() {
    assumeThat(backend().profile().can(Ability.KEY_SPEND)).isTrue();
    IssuedKey made = backend().create(plan("shop", "marketing"));
    IssuedKey idle = backend().create(plan("site", "marketing"));
    BigDecimal cost = BigDecimal.ZERO;
    for (int i = 0; i < 3; i++) {
      Optional<BigDecimal> one = subject.get().use(made.secret());
      cost = cost.add(one.orElseThrow());
    }
    BigDecimal sum = cost;
    await()
        .untilAsserted(() -> {
          Map<String, KeySpend> spend =
              backend().spend(backend().keys(), ZoneOffset.UTC, Instant.now());
          KeySpend spent = spend.getOrDefault(made.key().id(), KeySpend.UNKNOWN);
          assertThat(spent.total()).isEqualByComparingTo(sum);
          if (spent.today() != null) {
            assertThat(spent.today()).isEqualByComparingTo(sum);
          }
          KeySpend none = spend.getOrDefault(idle.key().id(), KeySpend.UNKNOWN);
          assertThat(none.total() == null || none.total().signum() == 0).isTrue();
        });
  }
}
