package dev.plumbline.stats.tools.traffic;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A single request in words. */
final class EventWords {
  private EventWords() {}

  static String time(UsageEvent event, ZoneId zone) {
    LocalDateTime time =
        LocalDateTime.ofInstant(event.time(), zone).truncatedTo(ChronoUnit.SECONDS);
    return time.toLocalDate() + " " + time.toLocalTime();
  }

  static @Nullable BigDecimal amount(UsageEvent event) {
    Cost cost = event.charge().cost();
    return cost == null ? null : cost.total();
  }

  static String cost(UsageEvent event) {
    return Amounts.dollars(amount(event));
  }
}
