package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.ControlView;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.AlertStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at everything that alerts watch, each at its own pace. Used by one thread. */
final class Evaluator {
  private static final Set<Alert.Kind> SPEND =
      Set.of(Alert.Kind.DAILY_SPEND, Alert.Kind.HOURLY_SPEND, Alert.Kind.BUDGET_THRESHOLD);
  private static final String EVALUATED = "evaluated";
  private static final Duration OVERLAP = Duration.ofMinutes(15);
  private static final Duration LONGEST_BACK = Duration.ofDays(2);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final AlertStore store;
  private final Supplier<ControlView> view;
  private final Touched touched;
  private final SpendLook spend;
  private final Transitions transitions;
  private final Map<Alert.Kind, Check> checks;
  private final Map<AlertState.Key, Long> past = new HashMap<>();
  private @Nullable ControlView known;
  private Watches watches = Watches.of(ControlState.EMPTY);
  private Map<String, Alert> alerts = Map.of();

  Evaluator(
      AlertStore store,
      Supplier<ControlView> view,
      Touched touched,
      SpendLook spend,
      Transitions transitions,
      Map<Alert.Kind, Check> checks) {
    this.store = store;
    this.view = view;
    this.touched = touched;
    this.spend = spend;
    this.transitions = transitions;
    this.checks = checks;
  }

  /** Takes over what is set up now; true when it changed. */
  boolean refresh() {
    ControlView now = view.get();
    if (now.equals(known)) {
      return false;
    }
    watches = Watches.of(now.state());
    alerts = Transitions.byId(now.state().alerts());
    known = now;
    return true;
  }

  ControlState state() {
    return view.get().state();
  }

  Map<String, Alert> alerts() {
    return alerts;
  }

  /** Looks at the spend that was settled since the last time. */
  void settled(Instant now) {
    Set<Touched.Mark> marks = touched.take();
    if (marks.isEmpty()) {
      return;
    }
    boolean done = false;
    try {
      List<Condition> found = new ArrayList<>(spend.at(watches, marks, now));
      found.addAll(UnpricedCheck.at(alerts.values(), marks));
      transitions.apply(found, alerts, now);
      done = true;
    } finally {
      if (!done) {
        touched.back(marks);
      }
    }
  }

  /** Looks at all spend, also at that of windows that ended while nobody looked. */
  void everything(Instant now) {
    transitions.reload();
    Instant from =
        store
            .mark(EVALUATED)
            .filter(mark -> mark.isBefore(now.minus(OVERLAP)))
            .orElse(now.minus(OVERLAP));
    Instant earliest = now.minus(LONGEST_BACK);
    List<Condition> found = spend.holding(watches, from.isBefore(earliest) ? earliest : from, now);
    transitions.apply(found, alerts, now);
    Set<AlertState.Key> holding = new HashSet<>();
    found.forEach(condition -> holding.add(condition.key()));
    List<AlertState> ended =
        transitions.live().stream()
            .filter(state -> state.firing() && !holding.contains(state.key()))
            .filter(state -> kind(state) != null && SPEND.contains(kind(state)))
            .filter(state -> !isPast(state, now) && !state.since().isAfter(now))
            .toList();
    transitions.end(ended, alerts, now);
    store.mark(EVALUATED, now);
  }

  /** Whether some spend could not be noted, so that everything must be looked at. */
  boolean overflowed() {
    return touched.overflowed();
  }

  /** Runs the checks of kinds. */
  void check(Set<Alert.Kind> kinds, Instant now) {
    for (Alert alert : alerts.values()) {
      Check check = checks.get(alert.kind());
      if (check != null && kinds.contains(alert.kind()) && alert.enabled()) {
        check(alert, check, now);
      }
    }
  }

  private void check(Alert alert, Check check, Instant now) {
    List<Condition> found = check.holding(alert, state(), now);
    transitions.apply(found, alerts, now);
    Set<AlertState.Key> holding = new HashSet<>();
    found.forEach(condition -> holding.add(condition.key()));
    List<AlertState> ended =
        transitions.live().stream()
            .filter(state -> state.firing() && state.key().alert().equals(alert.id()))
            .filter(state -> !holding.contains(state.key()))
            .filter(state -> !isPast(state, now) && !state.since().isAfter(now))
            .filter(state -> check.ends(state, now))
            .toList();
    transitions.end(ended, alerts, now);
  }

  /** Ends what is over, after there was time to tell it, and what nobody watches any more. */
  void endPast(Instant now) {
    long nanos = System.nanoTime();
    List<AlertState> ended = new ArrayList<>();
    Set<AlertState.Key> firing = new HashSet<>();
    for (AlertState state : transitions.live()) {
      Alert alert = alerts.get(state.key().alert());
      if (state.firing() && (alert == null || !alert.enabled())) {
        ended.add(state);
      } else if (state.firing() && isPast(state, now)) {
        firing.add(state.key());
        boolean told = state.owes() == AlertState.Owes.NOTHING;
        long since = past.computeIfAbsent(state.key(), key -> nanos);
        if (told || nanos - since > GRACE.toNanos()) {
          ended.add(state);
        }
      }
    }
    past.keySet().retainAll(firing);
    transitions.end(ended, alerts, now);
  }

  private Alert.@Nullable Kind kind(AlertState state) {
    Alert alert = alerts.get(state.key().alert());
    return alert == null ? null : alert.kind();
  }

  private static boolean isPast(AlertState state, Instant now) {
    return state.until() != null && !now.isBefore(state.until());
  }
}
