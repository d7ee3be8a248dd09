package dev.plumbline.gateway.alert;

import dev.plumbline.control.Actor;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.ControlFeed;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.Subject;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.guard.MemoryGuard;
import dev.plumbline.control.jdbc.ControlStores;
import dev.plumbline.control.ledger.LedgerHistory;
import dev.plumbline.gateway.alert.channel.Senders;
import dev.plumbline.testkit.Receiver;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.jdbc.Ledgers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Alerts with a guard, a store and a receiver of their own, at a time that tests set. */
final class AlertHouse implements AutoCloseable {
  static final Actor TEST = new Actor("test");
  private static final Retries QUICK =
      new Retries(Duration.ofMillis(50), Duration.ofMillis(200), 1000, 3);

  private final Path home;
  private final ControlStore store;
  private final ControlFeed feed;
  private final LedgerReader ledger;
  private final WatchedGuard guard;
  private final Senders senders;
  private final String replica;
  private final Receiver receiver;
  private final AtomicReference<Clock> clock;
  private volatile List<Target> targets = List.of();
  private Alerts alerts;

  AlertHouse(Path home, Instant now) {
    this(home, "duckdb:" + home.resolve("control.duckdb"), now, "here", new Receiver());
    feed.put(hook(), TEST);
  }

  /** One that shares a store and a receiver with others. */
  AlertHouse(Path home, String database, Instant now, String replica, Receiver receiver) {
    this.home = home;
    this.clock = new AtomicReference<>(from(now));
    this.replica = replica;
    this.receiver = receiver;
    this.store = new ControlStores(Map.of()).open(database);
    this.feed = new ControlFeed(store);
    this.ledger = new Ledgers(Map.of()).reader("duckdb:" + home.resolve("ledger.duckdb"));
    this.guard = new WatchedGuard(new MemoryGuard(new LedgerHistory(ledger)));
    this.senders = new Senders(Map.of("HOOK_KEY", "k1234"), this::now);
    this.alerts = start();
  }

  Channel hook() {
    return new Channel(
        "hook", "hook", Channel.Kind.WEBHOOK, "env:HOOK_KEY", receiver.url("/hook"), null, true, 1);
  }

  private Alerts start() {
    return new Alerts(
        new Alerts.Parts(
            guard,
            feed,
            store.alerts(),
            ledger,
            () -> targets,
            senders,
            this::now,
            replica,
            (channel, result) -> {}),
        QUICK);
  }

  /** Stops watching and starts anew on what is kept. */
  void restart() {
    alerts.close();
    alerts = start();
  }

  Receiver receiver() {
    return receiver;
  }

  ControlStore store() {
    return store;
  }

  Path home() {
    return home;
  }

  AlertFigures figures() {
    return alerts.figures();
  }

  /** Whether it has seen an alert that another one set up. */
  boolean knows(String alert) {
    return feed.view().state().alerts().stream().anyMatch(each -> each.id().equals(alert));
  }

  void put(Entry... entries) {
    for (Entry entry : entries) {
      feed.put(entry, TEST);
    }
  }

  /** It is this time now, and goes on from there. */
  void at(Instant time) {
    clock.set(from(time));
  }

  void at(String time) {
    at(Instant.parse(time));
  }

  Instant now() {
    return clock.get().instant();
  }

  private static Clock from(Instant time) {
    Clock real = Clock.systemUTC();
    return Clock.offset(real, Duration.between(real.instant(), time));
  }

  void targets(Target... all) {
    targets = List.of(all);
  }

  /** A request of a user that cost so much. */
  void spend(String user, String dollars) {
    settle(user, new BigDecimal(dollars));
  }

  /** A request of a user; null for an unknown cost. */
  void settle(String user, @Nullable BigDecimal cost) {
    Subject subject =
        new Subject("key0key0key0", "acme", "shop", null, null, null, user, "model-x");
    guard.settle(new Settlement(UUID.randomUUID().toString(), now(), subject, cost, 10));
  }

  /** How often something happened to a value. */
  long events(AlertEvent.What what, @Nullable String value) {
    return store.alerts().events(1000).stream()
        .filter(event -> event.what() == what)
        .filter(event -> value == null || value.equals(event.value()))
        .count();
  }

  /** A spend alert on every user. */
  static Alert alert(String id, Alert.Kind kind, @Nullable String threshold) {
    boolean spend = kind == Alert.Kind.DAILY_SPEND || kind == Alert.Kind.HOURLY_SPEND;
    return new Alert(
        id,
        id,
        kind,
        spend ? new Scope(Level.USER, Scope.EACH) : null,
        null,
        threshold == null ? null : new BigDecimal(threshold),
        ZoneOffset.UTC,
        Alert.Severity.WARNING,
        List.of(),
        Duration.ZERO,
        null,
        Alert.MORNING,
        true,
        true,
        1);
  }

  @Override
  public void close() {
    alerts.close();
    senders.close();
    guard.close();
    ledger.close();
    feed.close();
    store.close();
    receiver.close();
  }
}
