package dev.plumbline.control.rules;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Silence;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What alerts and silences must be like. */
final class AlertRules {
  private static final Duration LONGEST_COOL_DOWN = Duration.ofDays(31);
  private static final Duration LONGEST_SILENCE = Duration.ofDays(366);
  private static final int MOST_CHANNELS = 50;

  private AlertRules() {}

  static void check(Checked checked, Alert alert) {
    oneSegment(checked, alert.id());
    checked.name("name", alert.name());
    scope(checked, alert);
    budget(checked, alert);
    threshold(checked, alert.kind(), alert.threshold());
    checked.between("channels (entries)", alert.channels().size(), 0, MOST_CHANNELS);
    Set<String> seen = new HashSet<>();
    for (String channel : alert.channels()) {
      checked.id("channels", channel);
      if (!seen.add(channel)) {
        throw checked.wrong("channels", channel, "Name each channel once.");
      }
    }
    checked.between("cool_down", alert.coolDown(), Duration.ZERO, LONGEST_COOL_DOWN);
    if (alert.quiet() != null && alert.quiet().from().equals(alert.quiet().to())) {
      throw checked.wrong("quiet.to", alert.quiet().to(), "Give another time than quiet.from.");
    }
  }

  static void check(Checked checked, Silence silence) {
    oneSegment(checked, silence.id());
    if (silence.alert() != null) {
      checked.id("alert", silence.alert());
    }
    if (silence.scope() != null) {
      checked.name("scope.value", silence.scope().value());
    }
    checked.name("reason", silence.reason());
    checked.name("by", silence.by());
    if (!silence.from().isBefore(silence.until())) {
      throw checked.wrong("until", silence.until(), "Give a time after from.");
    }
    if (Duration.between(silence.from(), silence.until()).compareTo(LONGEST_SILENCE) > 0) {
      throw checked.wrong(
          "until", silence.until(), "Silence for a year at most, or disable the alert.");
    }
  }

  /** Its id is a part of a path. */
  static void oneSegment(Checked checked, String id) {
    if (id.contains("/")) {
      throw checked.wrong("id", id, "Leave '/' out.");
    }
  }

  private static void scope(Checked checked, Alert alert) {
    Scope scope = alert.scope();
    if (scope != null) {
      checked.name("scope.value", scope.value());
    }
    if (alert.kind() == Alert.Kind.PROVIDER_DOWN && scope != null) {
      throw checked.wrong("scope", scope.value(), "Leave it out: providers serve everybody.");
    }
    if (alert.kind().report() && scope != null && scope.each()) {
      throw checked.wrong("scope.value", scope.value(), "Name one value, or leave scope out.");
    }
    boolean summed =
        switch (alert.kind()) {
          case DAILY_SPEND, HOURLY_SPEND, ANOMALY -> true;
          case FORECAST_EXCEEDS -> alert.threshold() != null;
          default -> false;
        };
    if (summed && scope == null) {
      throw checked.wrong("scope", null, "Say whose spend counts.");
    }
  }

  private static void budget(Checked checked, Alert alert) {
    if (alert.budget() == null) {
      return;
    }
    checked.id("budget", alert.budget());
    boolean about =
        alert.kind() == Alert.Kind.BUDGET_THRESHOLD || alert.kind() == Alert.Kind.FORECAST_EXCEEDS;
    if (!about) {
      throw checked.wrong("budget", alert.budget(), "Leave it out: the kind is not about budgets.");
    }
    if (alert.kind() == Alert.Kind.FORECAST_EXCEEDS && alert.threshold() != null) {
      throw checked.wrong("threshold", alert.threshold(), "Leave it out: the budget has a limit.");
    }
  }

  private static void threshold(
      Checked checked, Alert.Kind kind, @Nullable BigDecimal threshold) {
    if (threshold == null) {
      return;
    }
    int most =
        switch (kind) {
          case ERROR_RATE -> 100;
          case BUDGET_THRESHOLD -> 1000;
          case KEY_EXPIRY -> 365;
          default -> 100_000;
        };
    switch (kind.unit()) {
      case DOLLARS -> checked.dollars("threshold", threshold);
      case NONE -> throw checked.wrong("threshold", threshold, "Leave it out: the kind has none.");
      case PERCENT, DAYS -> {
        if (threshold.signum() <= 0
            || threshold.compareTo(BigDecimal.valueOf(most)) > 0
            || threshold.scale() > 6) {
          throw checked.wrong(
              "threshold",
              threshold,
              kind.unit() == Alert.Unit.DAYS
                  ? "Give more than 0 and at most " + most + " days."
                  : "Give a percentage above 0 and at most " + most + ".");
        }
      }
    }
  }
}
