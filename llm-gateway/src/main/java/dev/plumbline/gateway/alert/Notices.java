package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.AlertState.Owes;
import dev.plumbline.gateway.alert.channel.Notice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/** The messages about states. */
final class Notices {
  private Notices() {}

  /** One about several states of an alert. */
  static Notice of(String id, Alert alert, List<AlertState> states, Instant now) {
    List<Notice.Item> items = new ArrayList<>();
    highest(states).stream()
        .sorted(
            Comparator.comparing(AlertState::firing, Comparator.reverseOrder())
                .thenComparing(state -> state.key().value()))
        .forEach(state -> items.add(item(state)));
    long firing = items.stream().filter(Notice.Item::firing).count();
    boolean held = states.stream().anyMatch(AlertState::held);
    Notice.Status status =
        held ? Notice.Status.DIGEST : firing > 0 ? Notice.Status.FIRING : Notice.Status.RESOLVED;
    return new Notice(
        id,
        status,
        alert.id(),
        alert.name(),
        label(alert),
        alert.severity(),
        now,
        title(alert, items, (int) firing, status),
        List.of(),
        items,
        List.of());
  }

  /** One that says that messages arrive. */
  static Notice test(String id, Alert alert, Instant now) {
    return new Notice(
        id,
        Notice.Status.TEST,
        alert.id(),
        alert.name(),
        label(alert),
        alert.severity(),
        now,
        "Test of the alert " + alert.name(),
        List.of("Somebody tried this alert; nothing happened. Its messages arrive here."),
        List.of(),
        List.of());
  }

  static String label(Alert alert) {
    return alert.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String title(
      Alert alert, List<Notice.Item> items, int firing, Notice.Status status) {
    String name = alert.name();
    if (status == Notice.Status.DIGEST) {
      return "%s: %d in quiet hours".formatted(name, items.size());
    }
    if (items.size() == 1) {
      String value = subject(items.getFirst());
      return status == Notice.Status.FIRING ? name + ": " + value : name + " ended: " + value;
    }
    return status == Notice.Status.FIRING
        ? "%s: %d values".formatted(name, firing)
        : "%s ended: %d values".formatted(name, items.size());
  }

  /** What one message is about, for a line that is read alone. */
  private static String subject(Notice.Item item) {
    String budget = item.figures().get("budget_name");
    return budget == null
        ? item.value()
        : "%s (%s %s) at %s %%"
            .formatted(
                budget,
                item.level(),
                item.value(),
                item.figures().getOrDefault("used_percent", "?"));
  }

  /** Of several thresholds of one budget and value only the highest. */
  private static List<AlertState> highest(List<AlertState> states) {
    Map<List<String>, AlertState> best = new LinkedHashMap<>();
    for (AlertState state : states) {
      SortedMap<String, String> figures = Condition.figures(state);
      String span = state.key().span();
      List<String> one =
          List.of(
              state.key().value(),
              figures.getOrDefault("budget", span),
              span.substring(span.lastIndexOf('@') + 1),
              String.valueOf(state.firing()));
      best.merge(one, state, (a, b) -> threshold(a).compareTo(threshold(b)) >= 0 ? a : b);
    }
    return List.copyOf(best.values());
  }

  private static BigDecimal threshold(AlertState state) {
    return new BigDecimal(Condition.figures(state).getOrDefault("threshold_percent", "0"));
  }

  private static Notice.Item item(AlertState state) {
    AlertState.Key key = state.key();
    String name = key.alert() + "\n" + key.value() + "\n" + key.span() + "\n" + state.firings();
    boolean recovered = state.owes() == Owes.ENDED;
    return new Notice.Item(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
        key.value(),
        state.level(),
        state.firing(),
        state.since(),
        state.until(),
        state.ended(),
        recovered ? "Over: " + state.text() : state.text(),
        Condition.figures(state));
  }
}
