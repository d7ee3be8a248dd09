package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.alert.AlertBook;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.AlertState.Owes;
import dev.plumbline.control.alert.AlertStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was found into states, each change once on all replicas. Keeps copies of the states,
 * so that what stays as it is costs nothing. Changed by one thread; read by many.
 */
final class Transitions {
  private static final int AT_ONCE = 500;
  private static final int MOST_OVER = 100_000;

  private final AlertStore store;
  private final String replica;
  private final Map<AlertState.Key, AlertState> states = new ConcurrentHashMap<>();

  Transitions(AlertStore store, String replica) {
    this.store = store;
    this.replica = replica;
  }

  /** Reads the states anew, which other replicas may have changed. */
  void reload() {
    List<AlertState> live = store.live();
    if (states.size() > MOST_OVER) {
      states.clear();
    } else {
      states.values().removeIf(AlertState::live);
    }
    live.forEach(this::keep);
  }

  /** Those that fire or owe something. */
  List<AlertState> live() {
    return states.values().stream().filter(AlertState::live).toList();
  }

  /** Takes over a state as it is in the store. */
  void keep(AlertState state) {
    states.put(state.key(), state);
  }

  /** Makes states of conditions; those that do not differ from what is known cost nothing. */
  void apply(Collection<Condition> found, Map<String, Alert> alerts, Instant now) {
    List<Condition> changed = found.stream().filter(this::differs).toList();
    for (int from = 0; from < changed.size(); from += AT_ONCE) {
      List<Condition> some = changed.subList(from, Math.min(changed.size(), from + AT_ONCE));
      store
          .change(book -> {
            book.expect(some.stream().map(Condition::key).toList(), List.of());
            List<AlertState> after = new ArrayList<>();
            for (Condition condition : some) {
              change(book, condition, alerts.get(condition.alert()), now).ifPresent(after::add);
            }
            return after;
          })
          .forEach(this::keep);
    }
  }

  /** Ends states; those whose time is past never fire again. */
  void end(Collection<AlertState> ending, Map<String, Alert> alerts, Instant now) {
    if (ending.isEmpty()) {
      return;
    }
    store
        .change(book -> {
          book.expect(ending.stream().map(AlertState::key).toList(), List.of());
          List<AlertState> after = new ArrayList<>();
          for (AlertState each : ending) {
            Optional<AlertState> kept = book.state(each.key());
            kept.map(state -> end(book, state, alerts.get(state.key().alert()), now))
                .ifPresent(after::add);
          }
          return after;
        })
        .forEach(this::keep);
  }

  private boolean differs(Condition condition) {
    AlertState state = states.get(condition.key());
    if (condition.holds()) {
      return state == null || (!state.firing() && !state.over());
    }
    return state != null && state.firing();
  }

  private Optional<AlertState> change(
      AlertBook book, Condition condition, @Nullable Alert alert, Instant now) {
    Optional<AlertState> kept = book.state(condition.key());
    if (!condition.holds()) {
      return kept.map(state -> end(book, state, alert, now));
    }
    if (kept.isPresent() && (kept.get().firing() || kept.get().over())) {
      return kept;
    }
    AlertState fired = fired(condition, kept.orElse(null), now);
    book.put(fired);
    note(book, fired, AlertEvent.What.FIRED, now);
    return Optional.of(fired);
  }

  private AlertState fired(Condition condition, @Nullable AlertState before, Instant now) {
    // Its end was not told yet: for those who are told, it never ended.
    boolean still = before != null && before.owes() == Owes.ENDED;
    return new AlertState(
        condition.key(),
        condition.level() == null ? null : condition.level().label(),
        true,
        false,
        still ? Owes.NOTHING : Owes.FIRED,
        before != null && before.held() && !still,
        now,
        condition.until(),
        null,
        before == null ? null : before.told(),
        replica,
        condition.text(),
        condition.json(),
        before == null ? 1 : before.firings() + 1);
  }

  private static AlertState end(
      AlertBook book, AlertState state, @Nullable Alert alert, Instant now) {
    if (!state.firing()) {
      return state;
    }
    boolean past = state.until() != null && !now.isBefore(state.until());
    Owes owes =
        alert == null || !alert.enabled()
            ? Owes.NOTHING
            : switch (state.owes()) {
              case FIRED -> state.held() ? Owes.BOTH : Owes.NOTHING;
              case NOTHING -> alert.recovery() ? Owes.ENDED : Owes.NOTHING;
              case ENDED, BOTH -> state.owes();
            };
    AlertState ended = state.ended(now, past, owes);
    book.put(ended);
    note(book, ended, AlertEvent.What.ENDED, now);
    return ended;
  }

  private static void note(AlertBook book, AlertState state, AlertEvent.What what, Instant now) {
    book.note(now, what, state.key().alert(), state.key().value(), null, null, state.text());
  }

  /** The alerts of a set-up by id. */
  static Map<String, Alert> byId(Collection<Alert> alerts) {
    Map<String, Alert> byId = new LinkedHashMap<>();
    alerts.forEach(alert -> byId.put(alert.id(), alert));
    return byId;
  }
}
