package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Alert.Kind;
import dev.plumbline.control.Alert.QuietHours;
import dev.plumbline.control.Alert.Severity;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the next version of an alert out of what a caller names; the rest stays. */
record AlertInput(Control control, AlertDesk desk, SetAlert.Input given) {
  /** What takes a text away. */
  private static final String NONE = "none";

  private static final Duration COOL_DOWN = Duration.ofHours(1);

  /** A new alert. */
  Alert added() {
    Kind kind = kind();
    if (kind == null) {
      throw new Failure.InvalidInput(
          "There is no alert %s, and no kind of a new one is given."
              .formatted(Untrusted.of(given.alert()).inline(80)),
          (Nearest.hint(
                      given.alert().strip(),
                      desk.alerting().alerts().stream().map(Alert::id).toList())
                  + " Give kind for a new alert, or the id of one that list_alerts shows.")
              .strip());
    }
    String id = given.alert().strip();
    return next(
        new Alert(
            id,
            id,
            kind,
            null,
            null,
            null,
            control.zone(null),
            Severity.WARNING,
            List.of(),
            COOL_DOWN,
            null,
            Alert.MORNING,
            true,
            true,
            1),
        1);
  }

  /** The next version of an alert that is there. */
  Alert changed(Alert old) {
    Kind kind = kind();
    if (kind != null && kind != old.kind()) {
      throw new Failure.InvalidInput(
          "The alert %s is of the kind %s.".formatted(old.id(), lower(old.kind())),
          "Set another alert under a new id, and switch this one off with enabled=false.");
    }
    return next(old, old.version() + 1);
  }

  private @Nullable Kind kind() {
    return Choices.constant("kind", given.kind(), Kind.values());
  }

  private Alert next(Alert old, long version) {
    Severity severity = Choices.constant("severity", given.severity(), Severity.values());
    Alert plain =
        new Alert(
            old.id(),
            old.name(),
            old.kind(),
            scope(old.scope()),
            text(given.budget(), old.budget()),
            threshold(old.threshold()),
            given.zone() == null ? old.zone() : control.zone(given.zone()),
            severity == null ? old.severity() : severity,
            given.channels() == null
                ? old.channels()
                : given.channels().stream().map(String::strip).distinct().toList(),
            given.coolDown() == null
                ? old.coolDown()
                : Choices.length("cool_down", given.coolDown()),
            quiet(old.quiet()),
            given.at() == null ? old.at() : time("at", given.at()),
            Objects.requireNonNullElse(given.recovery(), old.recovery()),
            Objects.requireNonNullElse(given.enabled(), old.enabled()),
            version);
    // Read again, so that what is left out takes the value that the gateway would give it.
    return (Alert) EntryJson.read(EntryKind.ALERT, EntryJson.shown(plain));
  }

  private @Nullable Scope scope(@Nullable Scope old) {
    String levelName = given.level();
    if (isNone(levelName)) {
      return null;
    }
    Level level = Choices.constant("level", levelName, Level.values());
    if (level == null && given.value() == null) {
      return old;
    }
    return desk.scope(level != null || old == null ? level : old.level(), given.value());
  }

  private @Nullable BigDecimal threshold(@Nullable BigDecimal old) {
    BigDecimal wanted = given.threshold();
    if (wanted == null) {
      return old;
    }
    return wanted.signum() == 0 ? null : wanted;
  }

  private @Nullable QuietHours quiet(@Nullable QuietHours old) {
    String text = given.quiet();
    if (text == null) {
      return old;
    }
    if (isNone(text)) {
      return null;
    }
    String[] ends = text.strip().split("\\s*(-|–|to)\\s*", -1);
    if (ends.length != 2) {
      throw new Failure.InvalidInput(
          "quiet is %s.".formatted(Untrusted.of(text).inline(60)),
          "Give two times of day, such as 22:00-07:00.");
    }
    return new QuietHours(
        time("quiet", ends[0]), time("quiet", ends[1]), old != null && old.criticalToo());
  }

  private static LocalTime time(String field, String text) {
    try {
      return LocalTime.parse(text.strip());
    } catch (DateTimeException wrong) {
      throw new Failure.InvalidInput(
          "%s is %s.".formatted(field, Untrusted.of(text).inline(60)),
          "Give a time of day such as 08:00.");
    }
  }

  private static @Nullable String text(@Nullable String given, @Nullable String old) {
    if (given == null) {
      return old;
    }
    return isNone(given) ? null : given.strip();
  }

  private static boolean isNone(@Nullable String given) {
    return given != null && given.strip().equalsIgnoreCase(NONE);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
