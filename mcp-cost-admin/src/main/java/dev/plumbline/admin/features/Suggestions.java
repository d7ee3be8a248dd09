package dev.plumbline.admin.features;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Channel;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.feature.Completer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Suggests what is set up. */
final class Suggestions {
  private static final int MOST = 100;

  private final Control control;

  Suggestions(Control control) {
    this.control = control;
  }

  /** Ids of keys whose id or name fits. */
  Completer keys() {
    return (typed, _) ->
        safely(() ->
            control.backend().keys().stream()
                .filter(key -> key.state() != ManagedKey.State.REVOKED)
                .filter(key -> fits(key.id(), typed) || fits(key.plan().name(), typed))
                .map(ManagedKey::id));
  }

  /** Ids of budgets. */
  Completer budgets() {
    return (typed, _) ->
        safely(() ->
            control.backend().budgets().stream().map(Budget::id).filter(id -> fits(id, typed)));
  }

  /** Ids of alerts. */
  Completer alerts() {
    return (typed, _) ->
        safely(() ->
            control.able(Ability.ALERTS).alerting().alerts().stream()
                .filter(alert -> fits(alert.id(), typed) || fits(alert.name(), typed))
                .map(Alert::id));
  }

  /** Ids of the channels of alerts. */
  Completer channels() {
    return (typed, _) ->
        safely(() ->
            control.able(Ability.ALERTS).alerting().channels().stream()
                .filter(channel -> fits(channel.id(), typed) || fits(channel.name(), typed))
                .map(Channel::id));
  }

  /** Values of owners that keys name. */
  Completer owners(Function<VirtualKey.Owner, @Nullable String> value) {
    return (typed, _) ->
        safely(() ->
            control.backend().keys().stream()
                .map(key -> value.apply(key.plan().owner()))
                .filter(Objects::nonNull)
                .filter(name -> fits(name, typed))
                .distinct()
                .sorted());
  }

  private static boolean fits(String name, String typed) {
    return name.toLowerCase(Locale.ROOT).contains(typed.strip().toLowerCase(Locale.ROOT));
  }

  private static List<String> safely(Supplier<Stream<String>> values) {
    try {
      return values.get().limit(MOST).toList();
    } catch (Failure notNow) {
      return List.of();
    }
  }
}
