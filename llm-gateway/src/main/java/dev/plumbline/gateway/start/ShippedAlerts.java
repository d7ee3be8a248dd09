package dev.plumbline.gateway.start;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Alert.Kind;
import dev.plumbline.control.Alert.Severity;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts that a gateway starts with; they go to all channels, of which there is none yet. */
final class ShippedAlerts {
  private ShippedAlerts() {}

  static List<Alert> all() {
    Scope each = new Scope(Level.ORGANISATION, Scope.EACH);
    return List.of(
        of("daily-spend", "Daily spend", Kind.DAILY_SPEND, each, "100", Severity.WARNING, false),
        of("hourly-spend", "Hourly spend", Kind.HOURLY_SPEND, each, "10", Severity.WARNING, false),
        of("budgets", "Budget", Kind.BUDGET_THRESHOLD, null, null, Severity.WARNING, false),
        of("key-expiry", "Key expires", Kind.KEY_EXPIRY, null, "7", Severity.INFO, false),
        of("unknown-price", "No price", Kind.UNKNOWN_PRICE, null, null, Severity.WARNING, false),
        of("error-rate", "Error rate", Kind.ERROR_RATE, null, "20", Severity.WARNING, true),
        of("provider-down", "Provider", Kind.PROVIDER_DOWN, null, null, Severity.CRITICAL, true));
  }

  private static Alert of(
      String id,
      String name,
      Kind kind,
      @Nullable Scope scope,
      @Nullable String threshold,
      Severity severity,
      boolean recovery) {
    return new Alert(
        id,
        name,
        kind,
        scope,
        null,
        threshold == null ? null : new BigDecimal(threshold),
        ZoneId.systemDefault(),
        severity,
        List.of(),
        Duration.ofHours(1),
        null,
        Alert.MORNING,
        recovery,
        true,
        1);
  }
}
