package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Level;
import dev.plumbline.control.Subject;
import dev.plumbline.control.VirtualKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys that are about to expire. */
final class KeyExpiryCheck implements Check {
  private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

  @Override
  public List<Condition> holding(Alert alert, ControlState state, Instant now) {
    List<Condition> found = new ArrayList<>();
    BigDecimal days = alert.bound();
    if (days == null) {
      return found;
    }
    Instant soon = now.plusSeconds(days.multiply(DAY).longValue());
    for (VirtualKey key : state.keys()) {
      Instant expires = key.expires();
      boolean near = expires != null && expires.isAfter(now) && !expires.isAfter(soon);
      boolean meant = alert.scope() == null || alert.scope().covers(subject(key));
      if (expires != null && near && meant && key.state() == VirtualKey.State.ACTIVE) {
        found.add(
            new Condition(
                alert.id(),
                key.id(),
                Level.KEY,
                expires.toString(),
                null,
                expires,
                true,
                "The key '%s' (%s) expires at %s."
                    .formatted(
                        key.name(), key.id(), expires.atZone(alert.zone()).toOffsetDateTime()),
                new TreeMap<>(Map.of("name", key.name(), "expires", expires.toString()))));
      }
    }
    return found;
  }

  private static Subject subject(VirtualKey key) {
    VirtualKey.Owner owner = key.owner();
    return new Subject(
        key.id(),
        owner.organisation(),
        owner.department(),
        owner.environment(),
        owner.project(),
        owner.task(),
        owner.user(),
        "");
  }
}
