package dev.plumbline.control;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What operators want to be told of.
 *
 * @param scope whose requests are watched; null for all of the gateway
 * @param budget the one budget that a {@code BUDGET_THRESHOLD} or {@code FORECAST_EXCEEDS} is about;
 *     null for all budgets that {@code scope} covers
 * @param threshold what is too much, in the unit of the kind; null for its usual one
 * @param zone whose days, hours and times of day count
 * @param channels where it is sent; empty for all channels that are enabled
 * @param coolDown how long nothing more is sent of the same alert and value after a message
 * @param quiet when nothing is sent; null for never
 * @param at when a report is sent
 * @param recovery whether the end is told too
 */
public record Alert(
    String id,
    String name,
    Kind kind,
    @Nullable Scope scope,
    @Nullable String budget,
    @Nullable BigDecimal threshold,
    ZoneId zone,
    Severity severity,
    List<String> channels,
    Duration coolDown,
    @Nullable QuietHours quiet,
    LocalTime at,
    boolean recovery,
    boolean enabled,
    long version)
    implements Entry {
  /** When reports are sent unless told otherwise. */
  public static final LocalTime MORNING = LocalTime.of(8, 0);

  public Alert {
    channels = List.copyOf(channels);
  }

  /** What is watched, and the unit of its threshold. */
  public enum Kind {
    /** Settled spend of a day reaches the threshold in US dollars. */
    DAILY_SPEND(Unit.DOLLARS, "100"),
    /** Settled spend of an hour reaches the threshold in US dollars. */
    HOURLY_SPEND(Unit.DOLLARS, "10"),
    /** Settled spend reaches a percentage of a budget; without one, each of the budget's own. */
    BUDGET_THRESHOLD(Unit.PERCENT, null),
    /**
     * The forecast of the month exceeds the threshold in US dollars; without one, the limits of
     * budgets by calendar month.
     */
    FORECAST_EXCEEDS(Unit.DOLLARS, null),
    /** The last whole hour spent this percentage more than is usual for its hour of the day. */
    ANOMALY(Unit.PERCENT, "200"),
    /** An active key ends within this many days. */
    KEY_EXPIRY(Unit.DAYS, "7"),
    /** A request could not be priced. */
    UNKNOWN_PRICE(Unit.NONE, null),
    /** This percentage of the requests of five minutes ended in errors. */
    ERROR_RATE(Unit.PERCENT, "20"),
    /** The circuit breaker of a provider's model is open. */
    PROVIDER_DOWN(Unit.NONE, null),
    /** Each day's cost, sent on the next. */
    REPORT_DAILY(Unit.NONE, null),
    /** Each week's cost, sent on the next Monday. */
    REPORT_WEEKLY(Unit.NONE, null);

    private final Unit unit;
    private final @Nullable BigDecimal usual;

    Kind(Unit unit, @Nullable String usual) {
      this.unit = unit;
      this.usual = usual == null ? null : new BigDecimal(usual);
    }

    /** The unit of its threshold. */
    public Unit unit() {
      return unit;
    }

    /** The threshold of an alert that names none; null where there is none. */
    public @Nullable BigDecimal usual() {
      return usual;
    }

    /** Whether it is sent by the clock rather than when something happens. */
    public boolean report() {
      return this == REPORT_DAILY || this == REPORT_WEEKLY;
    }
  }

  /** The units of thresholds. */
  public enum Unit {
    DOLLARS,
    PERCENT,
    DAYS,
    NONE
  }

  /** How bad it is. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  /**
   * A time of each day in which nothing is sent.
   *
   * @param from included
   * @param to excluded; earlier than {@code from} for a night
   * @param criticalToo whether critical alerts wait too
   */
  public record QuietHours(LocalTime from, LocalTime to, boolean criticalToo) {
    /** Whether a time of day lies in it. */
    public boolean covers(LocalTime time) {
      boolean after = !time.isBefore(from);
      boolean before = time.isBefore(to);
      return from.isBefore(to) ? after && before : after || before;
    }
  }

  /** Its threshold, or the usual one of its kind; null where the kind has none. */
  public @Nullable BigDecimal bound() {
    return threshold == null ? kind.usual() : threshold;
  }
}
