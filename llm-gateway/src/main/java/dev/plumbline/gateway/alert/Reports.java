package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.AlertState.Owes;
import dev.plumbline.control.alert.AlertStore;
import dev.plumbline.gateway.alert.channel.Notice;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Sends reports when their time has come, each once. */
final class Reports {
  private static final String VALUE = "report";

  private final AlertStore store;
  private final CostReport report;
  private final String replica;
  private final Set<AlertState.Key> done = new HashSet<>();

  Reports(AlertStore store, CostReport report, String replica) {
    this.store = store;
    this.report = report;
    this.replica = replica;
  }

  /** Writes the reports that are due. */
  void send(ControlState state, Instant now) {
    for (Alert alert : state.alerts()) {
      if (alert.enabled() && alert.kind().report()) {
        send(state, alert, now);
      }
    }
  }

  private void send(ControlState state, Alert alert, Instant now) {
    int days = alert.kind() == Alert.Kind.REPORT_DAILY ? 1 : 7;
    LocalDate end = due(alert, now);
    AlertState.Key key = new AlertState.Key(alert.id(), VALUE, "@" + end);
    if (done.contains(key) || store.change(book -> book.state(key).isPresent())) {
      done.add(key);
      return;
    }
    Notice notice =
        report.of(UUID.randomUUID().toString(), alert, state, end, days, now);
    List<String> channels = Announcer.channels(state, alert);
    store.change(book -> {
      if (book.state(key).isEmpty()) {
        book.put(sent(key, notice, now));
        Announcer.post(book, notice, channels, now);
      }
      return "";
    });
    done.add(key);
  }

  /** The day of the last time that a report was due; it is about the time before. */
  private static LocalDate due(Alert alert, Instant now) {
    ZonedDateTime local = now.atZone(alert.zone());
    LocalDate day =
        local.toLocalTime().isBefore(alert.at())
            ? local.toLocalDate().minusDays(1)
            : local.toLocalDate();
    return alert.kind() == Alert.Kind.REPORT_DAILY
        ? day
        : day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private AlertState sent(AlertState.Key key, Notice notice, Instant now) {
    return new AlertState(
        key, null, false, true, Owes.NOTHING, false, now, null, now, now, replica, notice.title(),
        "{}", 1);
  }
}
