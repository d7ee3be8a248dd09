package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Level;
import dev.plumbline.control.alert.AlertBook;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.AlertState.Owes;
import dev.plumbline.control.alert.AlertStore;
import dev.plumbline.gateway.alert.channel.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the messages that states owe: several of one alert in one message, none in quiet hours,
 * none while silenced or soon after another. A message and that it was written are one change.
 */
final class Announcer {
  private static final Duration TOGETHER = Duration.ofMillis(800);
  private static final int MOST_AT_ONCE = 1000;

  private final AlertStore store;
  private final Transitions transitions;

  /** Since when an alert has something to tell, by the time of the process. */
  private final Map<String, Long> waiting = new HashMap<>();

  Announcer(AlertStore store, Transitions transitions) {
    this.store = store;
    this.transitions = transitions;
  }

  /** Writes what is due; true when there was something. */
  boolean announce(ControlState state, Map<String, Alert> alerts, Instant now) {
    Map<String, List<AlertState>> owing = new LinkedHashMap<>();
    for (AlertState each : transitions.live()) {
      if (each.owes() != Owes.NOTHING) {
        owing.computeIfAbsent(each.key().alert(), alert -> new ArrayList<>()).add(each);
      }
    }
    waiting.keySet().retainAll(owing.keySet());
    boolean wrote = false;
    for (Map.Entry<String, List<AlertState>> group : owing.entrySet()) {
      Alert alert = alerts.get(group.getKey());
      if (alert == null || !alert.enabled()) {
        drop(group.getValue(), now);
      } else {
        wrote |= announce(state, alert, group.getValue(), now);
      }
    }
    return wrote;
  }

  private boolean announce(ControlState state, Alert alert, List<AlertState> owing, Instant now) {
    List<AlertState> free = owing.stream().filter(each -> !silenced(state, each, now)).toList();
    if (quiet(alert, now)) {
      hold(free.stream().filter(each -> !each.held()).toList());
      return false;
    }
    if (free.isEmpty()) {
      return false;
    }
    long nanos = System.nanoTime();
    long since = waiting.computeIfAbsent(alert.id(), id -> nanos);
    if (nanos - since < TOGETHER.toNanos() && free.size() < MOST_AT_ONCE) {
      return false;
    }
    List<AlertState> some = some(free);
    List<String> channels = channels(state, alert);
    List<AlertState> told =
        store.change(book -> {
          List<AlertState> due = due(book, alert, some, now);
          return due.isEmpty() ? due : write(book, alert, due, channels, now);
        });
    told.forEach(transitions::keep);
    waiting.remove(alert.id());
    return !told.isEmpty();
  }

  /** The first by value, all thresholds of a value together. */
  private static List<AlertState> some(List<AlertState> free) {
    List<AlertState> sorted =
        free.stream()
            .sorted(
                Comparator.comparing((AlertState state) -> state.key().value())
                    .thenComparing(state -> state.key().span()))
            .toList();
    int end = Math.min(sorted.size(), MOST_AT_ONCE);
    while (end < sorted.size()
        && sorted.get(end).key().value().equals(sorted.get(end - 1).key().value())) {
      end++;
    }
    return sorted.subList(0, end);
  }

  /**
   * Those of the states, as they are by now, that are still to be told and not told just before.
   */
  private static List<AlertState> due(
      AlertBook book, Alert alert, List<AlertState> some, Instant now) {
    book.expect(
        some.stream().map(AlertState::key).toList(), some.stream().map(Announcer::mark).toList());
    List<AlertState> due = new ArrayList<>();
    for (AlertState each : some) {
      AlertState kept = book.state(each.key()).orElse(each);
      if (kept.owes() != Owes.NOTHING
          && (kept.owes() != Owes.FIRED || kept.held() || !cooling(book, alert, kept, now))) {
        due.add(kept);
      }
    }
    return due;
  }

  /** A time ahead of now was told before the clock went back, and keeps nothing from being told. */
  private static boolean cooling(AlertBook book, Alert alert, AlertState state, Instant now) {
    return book.mark(mark(state))
        .map(told -> !now.isBefore(told) && now.isBefore(told.plus(alert.coolDown())))
        .orElse(false);
  }

  private static String mark(AlertState state) {
    return "told\t"
        + state.key().alert()
        + "\t"
        + state.key().value()
        + "\t"
        + Condition.tag(state);
  }

  private static List<AlertState> write(
      AlertBook book, Alert alert, List<AlertState> due, List<String> channels, Instant now) {
    Notice notice = Notices.of(UUID.randomUUID().toString(), alert, due, now);
    List<AlertState> told = new ArrayList<>();
    for (AlertState each : due) {
      if (each.owes() == Owes.FIRED) {
        book.mark(mark(each), now);
      }
      AlertState after = each.told(now);
      book.put(after);
      told.add(after);
    }
    post(book, notice, channels, now);
    return told;
  }

  /** Writes a message for channels. */
  static void post(AlertBook book, Notice notice, List<String> channels, Instant now) {
    String to =
        channels.isEmpty()
            ? "There is no channel to send it to: "
            : "To " + String.join(", ", channels) + ": ";
    book.note(
        now, AlertEvent.What.ANNOUNCED, notice.alert(), null, null, null, to + notice.title());
    String body = notice.json();
    for (String channel : channels) {
      book.send(notice.id() + "." + channel, notice.alert(), channel, now, body);
    }
  }

  /** The channels of an alert that are enabled. */
  static List<String> channels(ControlState state, Alert alert) {
    Set<String> wanted = new HashSet<>(alert.channels());
    return state.channels().stream()
        .filter(Channel::enabled)
        .map(Channel::id)
        .filter(id -> wanted.isEmpty() || wanted.contains(id))
        .toList();
  }

  private static boolean silenced(ControlState state, AlertState each, Instant now) {
    @Nullable Level level =
        each.level() == null ? null : Level.valueOf(each.level().toUpperCase(Locale.ROOT));
    return state.silences().stream()
        .anyMatch(silence -> silence.covers(each.key().alert(), level, each.key().value(), now));
  }

  private static boolean quiet(Alert alert, Instant now) {
    Alert.QuietHours quiet = alert.quiet();
    boolean loud = alert.severity() == Alert.Severity.CRITICAL;
    return quiet != null
        && (!loud || quiet.criticalToo())
        && quiet.covers(LocalTime.ofInstant(now, alert.zone()));
  }

  private void hold(List<AlertState> states) {
    if (!states.isEmpty()) {
      keep(states, AlertState::hold);
    }
  }

  private void drop(List<AlertState> states, Instant now) {
    keep(states, state -> state.told(now));
  }

  private void keep(List<AlertState> states, UnaryOperator<AlertState> edit) {
    store
        .change(book -> {
          book.expect(states.stream().map(AlertState::key).toList(), List.of());
          List<AlertState> after = new ArrayList<>();
          for (AlertState each : states) {
            AlertState kept = book.state(each.key()).orElse(each);
            if (kept.owes() != Owes.NOTHING) {
              kept = edit.apply(kept);
              book.put(kept);
            }
            after.add(kept);
          }
          return after;
        })
        .forEach(transitions::keep);
  }
}
