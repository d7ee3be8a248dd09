package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Undo;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Silence;
import dev.plumbline.mcp.text.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls that give alerts, channels and silences what they had before. */
final class AlertUndo {
  private static final String NONE = "none";

  private final List<@Nullable Object> arguments = new ArrayList<>();

  private AlertUndo(String name, String id) {
    arguments.add(name);
    arguments.add(id);
  }

  /** Of a change from {@code old} to {@code kept}. */
  static String of(Alert old, Alert kept) {
    AlertUndo undo = new AlertUndo("alert", old.id());
    undo.scope(old.scope(), kept.scope());
    undo.add("budget", old, kept, Alert::budget, NONE);
    undo.add("threshold", old, kept, Alert::threshold, BigDecimal.ZERO);
    undo.add("channels", old, kept, Alert::channels, List.of());
    undo.add("severity", old, kept, alert -> lower(alert.severity()), NONE);
    undo.add("cool_down", old, kept, Alert::coolDown, NONE);
    undo.add("quiet", old, kept, AlertUndo::quiet, NONE);
    undo.add("at", old, kept, Alert::at, NONE);
    undo.add("recovery", old, kept, Alert::recovery, NONE);
    undo.add("enabled", old, kept, Alert::enabled, NONE);
    undo.add("zone", old, kept, Alert::zone, NONE);
    return undo.call("set_alert");
  }

  /** Of a change from {@code old} to {@code kept}; an address that was is not known. */
  static String of(Channel old, Channel kept, boolean moved) {
    AlertUndo undo = new AlertUndo("channel", old.id());
    undo.add("secret_from", old, kept, Channel::secretFrom, NONE);
    undo.add("enabled", old, kept, Channel::enabled, NONE);
    Channel.Mail was = old.mail();
    Channel.Mail is = kept.mail();
    if (was != null && is != null) {
      undo.add("host", was, is, Channel.Mail::host, NONE);
      undo.add("port", was, is, Channel.Mail::port, NONE);
      undo.add("tls", was, is, mail -> lower(mail.tls()), NONE);
      undo.add("user", was, is, Channel.Mail::user, NONE);
      undo.add("from", was, is, Channel.Mail::from, NONE);
      undo.add("to", was, is, Channel.Mail::to, NONE);
    }
    return Text.paragraphs(
        undo.arguments.size() > 2 || !moved ? undo.call("set_alert_channel") : "",
        moved ? "The former address is not known here: take it from where you keep it." : "");
  }

  /** Of a silence that is set now: it had lasted until then, or there was none. */
  static String of(Silence silence, @Nullable Instant before) {
    AlertUndo undo = new AlertUndo("until", before == null ? "0" : before.toString());
    undo.arguments.addAll(java.util.Arrays.asList("alert", silence.alert()));
    undo.scope(silence.scope(), null);
    if (before != null) {
      undo.arguments.addAll(List.of("reason", silence.reason()));
    }
    return undo.call("silence_alert");
  }

  private void scope(@Nullable Scope old, @Nullable Scope kept) {
    if (!Objects.equals(old, kept)) {
      arguments.add("level");
      arguments.add(old == null ? NONE : old.level().label());
      if (old != null && !old.each()) {
        arguments.addAll(List.of("value", old.value()));
      }
    }
  }

  private <T> void add(
      String name, T old, T kept, Function<T, @Nullable Object> field, Object none) {
    Object was = field.apply(old);
    if (!Objects.equals(was, field.apply(kept))) {
      arguments.add(name);
      arguments.add(was == null ? none : was);
    }
  }

  private static @Nullable String quiet(Alert alert) {
    Alert.QuietHours quiet = alert.quiet();
    return quiet == null ? null : quiet.from() + "-" + quiet.to();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private String call(String tool) {
    return new Undo().call(tool, arguments.toArray()).toString();
  }
}
