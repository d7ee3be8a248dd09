package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.TimeRange;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** What the clock on the wall shows at {@code started}, within a range. */
final class LocalTime {
  private LocalTime() {}

  /** An expression for the local time without a zone. */
  static Sql expression(TimeRange range) {
    ZoneRules rules = range.zone().getRules();
    Instant at = range.from();
    ZoneOffsetTransition change = rules.nextTransition(at);
    Sql sql = Sql.of("case");
    boolean changes = false;
    while (change != null && change.getInstant().isBefore(range.to())) {
      sql.add(" when started < " + Sql.TIME + " then ", change.getInstant())
          .add(shifted(rules.getOffset(at).getTotalSeconds()));
      changes = true;
      at = change.getInstant();
      change = rules.nextTransition(at);
    }
    String last = shifted(rules.getOffset(at).getTotalSeconds());
    return changes ? sql.add(" else " + last + " end") : Sql.of(last);
  }

  private static String shifted(int seconds) {
    return seconds == 0
        ? "started"
        : "started %s interval '%d seconds'".formatted(seconds > 0 ? "+" : "-", Math.abs(seconds));
  }
}
