package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Subject;
import dev.plumbline.control.guard.SumKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** How sums, limits and subjects are named in the tables. */
final class Keys {
  private Keys() {}

  /** The name of a sum. */
  static String of(SumKey key) {
    return prefix(key) + Call.kept(key.value());
  }

  /** The name of a sum up to its value. */
  static String prefix(SumKey key) {
    return "%s|%s|%s|%s|%d|"
        .formatted(
            key.level().label(),
            key.window().period(),
            key.window().rolling() ? "rolling" : "calendar",
            key.window().zone().getId(),
            key.start().getEpochSecond());
  }

  /** The name of one value of a limit as it is now; its first letter tells the kind. */
  static String of(Limit limit, String value) {
    return "%s|%s|%d|%s|%s"
        .formatted(
            limit.kind().name().substring(0, 1), limit.id(), limit.amount(), limit.per(), value);
  }

  /** The values of a subject by the label of their level. */
  static Map<String, String> of(Subject subject) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Level level : Level.values()) {
      String value = subject.value(level);
      if (value != null) {
        values.put(level.label(), Call.kept(value));
      }
    }
    return values;
  }
}
