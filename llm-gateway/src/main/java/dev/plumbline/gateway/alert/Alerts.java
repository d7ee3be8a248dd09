package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.ControlFeed;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.AlertStore;
import dev.plumbline.control.alert.Delivery;
import dev.plumbline.gateway.alert.channel.Senders;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches while the gateway runs: finds, writes messages, and sends them. */
public final class Alerts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration KEPT = Duration.ofDays(100);
  private static final Set<Alert.Kind> QUICK =
      Set.of(Alert.Kind.KEY_EXPIRY, Alert.Kind.UNKNOWN_PRICE, Alert.Kind.ERROR_RATE);
  private static final Set<Alert.Kind> SLOW =
      Set.of(Alert.Kind.FORECAST_EXCEEDS, Alert.Kind.ANOMALY);

  private final Parts parts;
  private final Evaluator evaluator;
  private final Announcer announcer;
  private final Transitions transitions;
  private final Reports reports;
  private final Deliverer deliverer;
  private final Pace pace = new Pace();
  private final Loop watching;
  private final Loop sending;
  private boolean changed;
  private volatile AlertFigures figures = AlertFigures.NONE;

  /**
   * What alerts work with; all of it stays its owner's.
   *
   * @param targets where requests were sent to
   * @param replica names this gateway among those with one store, and stays the same
   * @param counts told of each attempt to send
   */
  public record Parts(
      WatchedGuard guard,
      ControlFeed feed,
      AlertStore store,
      LedgerReader ledger,
      Supplier<List<Target>> targets,
      Senders senders,
      InstantSource clock,
      String replica,
      DeliveryCounts counts) {}

  /** Starts to watch. */
  public Alerts(Parts parts) {
    this(parts, Retries.USUAL);
  }

  Alerts(Parts parts, Retries retries) {
    this.parts = parts;
    SpendLedger ledger = new SpendLedger(parts.ledger());
    SpendLook spend = new SpendLook(parts.guard());
    transitions = new Transitions(parts.store(), parts.replica());
    announcer = new Announcer(parts.store(), transitions);
    reports =
        new Reports(parts.store(), new CostReport(ledger, parts.guard()), parts.replica());
    evaluator =
        new Evaluator(
            parts.store(),
            parts.feed()::view,
            parts.guard().touched(),
            spend,
            transitions,
            Map.of(
                Alert.Kind.KEY_EXPIRY, new KeyExpiryCheck(),
                Alert.Kind.UNKNOWN_PRICE, new UnpricedCheck(ledger),
                Alert.Kind.ERROR_RATE, new ErrorRateCheck(ledger),
                Alert.Kind.PROVIDER_DOWN,
                    new ProviderDownCheck(parts.targets(), parts.replica()),
                Alert.Kind.FORECAST_EXCEEDS, new ForecastCheck(ledger, spend),
                Alert.Kind.ANOMALY, new AnomalyCheck(ledger)));
    deliverer =
        new Deliverer(
            parts.store(),
            parts.senders(),
            () -> parts.feed().view().state(),
            parts.clock(),
            retries,
            parts.replica(),
            parts.counts());
    parts.store().release(parts.replica());
    watching = new Loop("alerts", OFTEN, this::watch);
    sending = new Loop("alert-messages", OFTEN, deliverer::deliver);
  }

  /** How they do, as of a few seconds ago. */
  public AlertFigures figures() {
    List<String> troubles = new ArrayList<>(figures.troubles());
    List.of(watching, sending).stream()
        .map(Loop::trouble)
        .filter(trouble -> !trouble.isEmpty())
        .forEach(troubles::add);
    return new AlertFigures(figures.firing(), figures.waiting(), troubles);
  }

  private void watch() {
    Instant now = parts.clock().instant();
    Trying trying = new Trying();
    changed |= evaluator.refresh();
    trying.run(() -> evaluator.settled(now));
    boolean fresh = changed && pace.take("set-up", Duration.ofSeconds(2));
    changed &= !fresh;
    if (pace.take("everything", Duration.ofMinutes(1), fresh || evaluator.overflowed())) {
      trying.run(() -> evaluator.everything(now));
    }
    if (pace.take("quick", Duration.ofSeconds(15), fresh)) {
      trying.run(() -> evaluator.check(QUICK, now));
      trying.run(() -> reports.send(evaluator.state(), now));
    }
    if (pace.take("slow", Duration.ofMinutes(5), fresh)) {
      trying.run(() -> evaluator.check(SLOW, now));
    }
    if (pace.take("second", SECOND)) {
      trying.run(() -> evaluator.check(Set.of(Alert.Kind.PROVIDER_DOWN), now));
    }
    trying.run(() -> announcer.announce(evaluator.state(), evaluator.alerts(), now));
    trying.run(() -> evaluator.endPast(now));
    if (pace.take("figures", Duration.ofSeconds(3))) {
      trying.run(() -> figures = look(now));
    }
    if (pace.take("tidy", Duration.ofHours(6))) {
      trying.run(() -> parts.store().tidy(now.minus(KEPT)));
    }
    trying.end();
  }

  private AlertFigures look(Instant now) {
    SortedMap<String, Integer> firing = new TreeMap<>();
    for (AlertState state : transitions.live()) {
      if (state.firing()) {
        firing.merge(state.key().alert(), 1, Integer::sum);
      }
    }
    SortedMap<String, String> troubles = new TreeMap<>();
    parts
        .store()
        .failed(now.minus(Duration.ofDays(1)))
        .forEach((channel, why) ->
            troubles.put(channel, "The channel " + channel + " never took a message: " + why));
    List<Delivery> waiting = parts.store().waiting(1000);
    for (Delivery delivery : waiting) {
      if (delivery.trouble() != null) {
        troubles.put(
            delivery.channel(),
            "The channel " + delivery.channel() + " takes no messages: " + delivery.trouble());
      }
    }
    return new AlertFigures(firing, waiting.size(), List.copyOf(troubles.values()));
  }

  /** Looks a last time at what was settled, and stops; what is not sent yet stays. */
  @Override
  public void close() {
    watching.close();
    sending.close();
    deliverer.close();
    try {
      Instant now = parts.clock().instant();
      evaluator.refresh();
      evaluator.settled(now);
    } catch (Failure.StoreUnavailable down) {
      LOG.warn("{}", down.text());
    }
  }
}
