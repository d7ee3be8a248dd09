package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Alerts that differ in one respect. */
final class ManyAlerts {
  private ManyAlerts() {}

  static Alert quiet(Alert alert, Alert.@Nullable QuietHours quiet, Alert.Severity severity) {
    return of(alert, alert.threshold(), severity, alert.coolDown(), quiet, alert.recovery());
  }

  static Alert coolDown(Alert alert, Duration coolDown) {
    return of(
        alert, alert.threshold(), alert.severity(), coolDown, alert.quiet(), alert.recovery());
  }

  static Alert silentRecovery(Alert alert) {
    return of(
        alert, alert.threshold(), alert.severity(), alert.coolDown(), alert.quiet(), false);
  }

  static Alert threshold(Alert alert, String threshold) {
    Alert other =
        of(
            alert,
            new BigDecimal(threshold),
            alert.severity(),
            alert.coolDown(),
            alert.quiet(),
            alert.recovery());
    return version(other, alert.version() + 1);
  }

  private static Alert of(
      Alert alert,
      @Nullable BigDecimal threshold,
      Alert.Severity severity,
      Duration coolDown,
      Alert.@Nullable QuietHours quiet,
      boolean recovery) {
    return new Alert(
        alert.id(),
        alert.name(),
        alert.kind(),
        alert.scope(),
        alert.budget(),
        threshold,
        alert.zone(),
        severity,
        alert.channels(),
        coolDown,
        quiet,
        alert.at(),
        recovery,
        alert.enabled(),
        alert.version());
  }

  private static Alert version(Alert alert, long version) {
    return new Alert(
        alert.id(),
        alert.name(),
        alert.kind(),
        alert.scope(),
        alert.budget(),
        alert.threshold(),
        alert.zone(),
        alert.severity(),
        alert.channels(),
        alert.coolDown(),
        alert.quiet(),
        alert.at(),
        alert.recovery(),
        alert.enabled(),
        version);
  }
}
