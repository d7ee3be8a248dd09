package dev.plumbline.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps alerts from being sent for a while; they are still noted.
 *
 * @param alert the one it is about; null for any
 * @param scope whose alerts; null for all
 * @param from included
 * @param until excluded
 * @param by who wants it
 */
public record Silence(
    String id,
    @Nullable String alert,
    @Nullable Scope scope,
    Instant from,
    Instant until,
    String reason,
    String by,
    long version)
    implements Entry {
  /** Whether it keeps an alert about a value of a level from being sent at a moment. */
  public boolean covers(String firing, @Nullable Level level, String value, Instant now) {
    return !now.isBefore(from)
        && now.isBefore(until)
        && (alert == null || alert.equals(firing))
        && (scope == null
            || (scope.level() == level && (scope.each() || scope.value().equals(value))));
  }
}
