package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An amount that settled spend may reach: that of a spend alert, whose budget is made for it, or a
 * threshold of a budget.
 *
 * @param budget whose sum is looked at
 * @param percent of the budget's limit; null for a spend alert
 * @param bound in US dollars, without extras of the budget
 * @param only the one value of the budget that counts; null for all
 */
record Watch(
    Alert alert,
    Budget budget,
    @Nullable BigDecimal percent,
    BigDecimal bound,
    @Nullable String only) {

  /** The budget that a spend alert would be. */
  static Budget budget(Alert alert, Scope scope, BigDecimal bound, Window window) {
    return new Budget(
        "alert/" + alert.id(),
        alert.name(),
        scope,
        bound,
        window,
        AtLimit.WARN,
        null,
        List.of(),
        1);
  }

  boolean watches(String value) {
    return only == null || only.equals(value);
  }

  /**
   * What it finds.
   *
   * @param time in the window that counts
   * @param now when the budget's extras count
   */
  Condition of(String value, BigDecimal spent, Instant time, Instant now) {
    BigDecimal limit = percent == null ? bound : budget.limit(value, moment(time, now));
    BigDecimal much = percent == null ? bound : Amounts.share(limit, percent);
    boolean rolling = budget.window().rolling();
    Instant start = rolling ? null : budget.window().start(time);
    Instant until = rolling ? null : budget.window().resets(time).orElse(null);
    String level = budget.scope().level().label();
    SortedMap<String, String> figures = new TreeMap<>();
    figures.put("level", level);
    figures.put("spent_usd", Amounts.plain(spent));
    figures.put("limit_usd", Amounts.plain(limit));
    if (percent != null) {
      figures.put("budget", budget.id());
      figures.put("budget_name", budget.name());
      figures.put("threshold_percent", Amounts.plain(percent));
      figures.put("used_percent", Amounts.percent(spent, limit).toPlainString());
    }
    if (until != null) {
      figures.put("resets", until.toString());
    }
    return new Condition(
        alert.id(),
        value,
        budget.scope().level(),
        percent == null ? "" : budget.id() + "/" + Amounts.plain(percent),
        start,
        until,
        spent.compareTo(much) >= 0,
        text(value, spent, limit, until, time),
        figures);
  }

  /** Extras hold for a while: what counts is now, or the end of a window that is past. */
  private Instant moment(Instant time, Instant now) {
    Instant end = budget.window().resets(time).orElse(now);
    return end.isBefore(now) ? end.minusMillis(1) : now;
  }

  private String text(
      String value, BigDecimal spent, BigDecimal limit, @Nullable Instant until, Instant time) {
    String who = budget.scope().level().label() + " " + value;
    String reset =
        until == null
            ? ""
            : ", starts anew at " + until.atZone(budget.window().zone()).toOffsetDateTime();
    if (percent == null) {
      String period = budget.window().period().name().toLowerCase(Locale.ROOT);
      String of =
          budget.window().start(time).atZone(budget.window().zone()).toLocalDateTime().toString();
      return "%s spent %s in the %s from %s (alert at %s)."
          .formatted(who, Amounts.dollars(spent), period, of, Amounts.dollars(bound));
    }
    return "%s used %s %% of the budget '%s': %s of %s (threshold %s %%%s)."
        .formatted(
            who,
            Amounts.percent(spent, limit).toPlainString(),
            budget.name(),
            Amounts.dollars(spent),
            Amounts.dollars(limit),
            Amounts.plain(percent),
            reset);
  }
}
