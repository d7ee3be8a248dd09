package dev.plumbline.control.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Actor;
import dev.plumbline.control.Alert;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.AuditEntry;
import dev.plumbline.control.Budget;
import dev.plumbline.control.ControlFeed;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.Entry;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Route;
import dev.plumbline.control.Sample;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every control store does. */
abstract class ControlStoreContract {
  static final Actor ADMIN = new Actor("admin");
  private String location;
  private ControlStore store;

  abstract String emptyLocation();

  static ControlStore open(String location) {
    return new ControlStores(Map.of()).open(location);
  }

  @BeforeEach
  void open() {
    location = emptyLocation();
    store = open(location);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Provider openai() {
    return Provider.of("openai", Dialect.OPENAI, "https://api.openai.com", "env:OPENAI_API_KEY");
  }

  @Test
  void everyKindOfEntryComesBackAsItWas() {
    VirtualKey key = Sample.key(KeyText.make());
    Window week = new Window(Period.WEEK, true, Sample.BERLIN);
    List<Entry> entries =
        List.of(
            openai(),
            Route.to("cheap", "openai", "gpt-5-nano"),
            Sample.budget("b", Level.USER, "*", "0.000000000001", week, AtLimit.DEGRADE),
            Sample.limit("l", Limit.Kind.TOKENS, 5000, Duration.ofSeconds(90)),
            key);
    entries.forEach(entry -> store.put(entry, ADMIN));
    store.close();
    store = open(location);
    assertThat(store.load().providers()).containsExactly(openai());
    assertThat(store.load().routes()).isEqualTo(List.of(entries.get(1)));
    assertThat(store.load().budgets()).isEqualTo(List.of(entries.get(2)));
    assertThat(store.load().limits()).isEqualTo(List.of(entries.get(3)));
    assertThat(store.load().keys()).containsExactly(key);
    assertThat(store.revision()).isEqualTo(5);
    assertThat(store.load().revision()).isEqualTo(5);
  }

  @Test
  void alertsComeBackAndChannelsInUseStay() {
    Alert alert = Sample.alert("a", Alert.Kind.HOURLY_SPEND, "mail");
    assertThatThrownBy(() -> store.put(alert, ADMIN))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("channels[0]");
    store.put(Sample.mail("mail"), ADMIN);
    store.put(alert, ADMIN);
    store.put(Sample.silence("s", "a"), ADMIN);
    store.close();
    store = open(location);
    assertThat(store.load().alerts()).containsExactly(alert);
    assertThat(store.load().channels()).containsExactly(Sample.mail("mail"));
    assertThat(store.load().silences()).containsExactly(Sample.silence("s", "a"));
    assertThatThrownBy(() -> store.delete(Sample.mail("mail"), ADMIN))
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("alert a");
  }

  @Test
  void statesOfAlertsAndTheirMessagesAreOneChange() {
    AlertContract.check(store.alerts());
    store.close();
    store = open(location);
    assertThat(store.alerts().live()).hasSize(1);
  }

  @Test
  void aChangeNeedsTheNextVersion() {
    Budget budget = Sample.daily("b", Level.KEY, "*", "10");
    store.put(budget, ADMIN);
    assertThatThrownBy(() -> store.put(budget, ADMIN)).isInstanceOf(Failure.Conflict.class);
    store.put(version(budget, 2), ADMIN);
    assertThatThrownBy(() -> store.put(version(budget, 2), ADMIN))
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> store.put(version(budget, 4), ADMIN))
        .isInstanceOf(Failure.Conflict.class);
    assertThatThrownBy(() -> store.delete(budget, ADMIN)).isInstanceOf(Failure.Conflict.class);
    assertThat(store.load().budgets()).containsExactly(version(budget, 2));
    assertThat(store.revision()).isEqualTo(2);
  }

  @Test
  void whatIsDeletedIsGoneAndItsIdIsNotUsedAgain() {
    Budget budget = Sample.daily("b", Level.KEY, "*", "10");
    store.put(budget, ADMIN);
    store.delete(budget, ADMIN);
    assertThat(store.load().budgets()).isEmpty();
    assertThatThrownBy(() -> store.put(budget, ADMIN)).isInstanceOf(Failure.Conflict.class);
    assertThatThrownBy(() -> store.put(version(budget, 2), ADMIN))
        .isInstanceOf(Failure.NotFound.class);
    assertThatThrownBy(() -> store.delete(budget, ADMIN)).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void whatOthersNameMustBeThereAndStays() {
    Route route = Route.to("fast", "openai", "gpt-5");
    assertThatThrownBy(() -> store.put(route, ADMIN))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("targets[0].provider")
        .hasMessageContaining("openai");
    store.put(openai(), ADMIN);
    store.put(route, ADMIN);
    assertThatThrownBy(() -> store.delete(openai(), ADMIN))
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("route fast");
  }

  @Test
  void aRevokedKeyStaysRevoked() {
    VirtualKey key = Sample.key(KeyText.make());
    store.put(key, ADMIN);
    VirtualKey revoked = key.withState(VirtualKey.State.REVOKED);
    store.put(revoked, ADMIN);
    assertThatThrownBy(() -> store.put(revoked.withState(VirtualKey.State.ACTIVE), ADMIN))
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("revoked");
  }

  @Test
  void theAuditLogTellsWhoDidWhatWithoutSecrets() {
    KeyText text = KeyText.make();
    VirtualKey key = Sample.key(text);
    store.put(key, ADMIN);
    store.put(key.withState(VirtualKey.State.BLOCKED), new Actor("eve"));
    List<AuditEntry> log = store.audit(10);
    assertThat(log).extracting(AuditEntry::actor).containsExactly("eve", "admin");
    assertThat(log.getFirst().before()).contains("\"active\"");
    assertThat(log.getFirst().after()).contains("\"blocked\"");
    assertThat(log.get(1).before()).isNull();
    assertThat(log.toString()).doesNotContain(text.hash());
    assertThat(store.audit(1)).hasSize(1);
  }

  @Test
  void anIdempotencyKeyKeepsItsFirstAnswer() {
    assertThat(store.answered(ADMIN, "k")).isEmpty();
    store.answer(ADMIN, "k", "first");
    store.answer(ADMIN, "k", "second");
    assertThat(store.answered(ADMIN, "k")).contains("first");
    assertThat(store.answered(new Actor("eve"), "k")).isEmpty();
  }

  @Test
  void anIdempotencyKeyIsClaimedByOneAtATime() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(store.claim(ADMIN, "k", "a", minute)).isTrue();
    assertThat(store.claim(ADMIN, "k", "b", minute)).isFalse();
    assertThat(store.claim(ADMIN, "other", "b", minute)).isTrue();
    assertThat(store.claim(new Actor("eve"), "k", "b", minute)).isTrue();
    store.release(ADMIN, "k", "b");
    assertThat(store.claim(ADMIN, "k", "b", minute)).isFalse();
    store.release(ADMIN, "k", "a");
    assertThat(store.claim(ADMIN, "k", "b", Duration.ZERO)).isTrue();
    assertThat(store.claim(ADMIN, "k", "c", minute)).isTrue();
    store.release(ADMIN, "k", "b");
    assertThat(store.claim(ADMIN, "k", "d", minute)).isFalse();
  }

  @Test
  void ofClaimsAtTheSameTimeOneIsGranted() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 5; round++) {
        String key = "k" + round;
        Callable<Boolean> claim =
            () -> store.claim(ADMIN, key, UUID.randomUUID().toString(), Duration.ofMinutes(1));
        int granted = 0;
        for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(8, claim))) {
          granted += each.get() ? 1 : 0;
        }
        assertThat(granted).isEqualTo(1);
      }
    }
  }

  @Test
  void aFeedSeesItsOwnChangesAtOnce() {
    try (ControlFeed feed = new ControlFeed(store)) {
      feed.put(openai(), ADMIN);
      assertThat(feed.view().provider("openai")).contains(openai());
      feed.delete(openai(), ADMIN);
      assertThat(feed.view().provider("openai")).isEmpty();
      assertThat(feed.staleFor()).isLessThan(Duration.ofSeconds(5));
    }
  }

  static Budget version(Budget budget, long version) {
    return new Budget(
        budget.id(),
        budget.name(),
        budget.scope(),
        budget.limit(),
        budget.window(),
        budget.atLimit(),
        budget.degradeTo(),
        budget.thresholds(),
        version);
  }
}
