package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Refuses events that cannot be right or that the ledger cannot hold exactly. */
final class Checks {
  private static final long ABSURD = 1_000_000_000_000L;
  private static final BigDecimal MOST_MONEY = new BigDecimal("999999.999999999999");
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private Checks() {}

  /** Refuses one that cannot be right. */
  static void check(UsageEvent event) {
    if (event.id().isBlank()) {
      throw new Failure.InvalidInput("An event has no id.", "Give each event a stable id.");
    }
    if (event.time().isBefore(FIRST) || !event.time().isBefore(LAST)) {
      throw wrong(event, "time", event.time(), "a time from 1970 to 2199");
    }
    count(event, "requests", event.requests(), 1);
    count(event, "images", event.extras().images(), 0);
    count(event, "searches", event.extras().searches(), 0);
    count(event, "attempts", event.delivery().attempts(), 1);
    count(event, "latency", event.delivery().latencyMillis(), 0);
    count(event, "time to first token", event.delivery().firstTokenMillis(), 0);
    count(event, "age of the cache entry", event.cache().ageSeconds(), 0);
    BigDecimal audio = event.extras().audioSeconds();
    if (audio.signum() < 0 || audio.compareTo(BigDecimal.valueOf(ABSURD)) >= 0) {
      throw wrong(event, "audio seconds", audio, "seconds from 0 on");
    }
    share(event, "similarity", event.cache().similarity());
    share(event, "quality", event.trial().quality());
    check(event, event.charge());
  }

  /** Refuses a charge that the ledger cannot hold exactly. */
  static void check(UsageEvent event, Charge charge) {
    Cost cost = charge.cost();
    if (cost != null) {
      money(event, "cost", cost.uncachedInput());
      money(event, "cost", cost.cacheRead());
      money(event, "cost", cost.cacheWrite());
      money(event, "cost", cost.output());
      money(event, "cost", cost.other());
    }
    money(event, "list cost", charge.listCost());
    money(event, "prompt cache saving", charge.promptCacheSaving());
  }

  private static void count(UsageEvent event, String what, @Nullable Long count, long least) {
    if (count != null && (count < least || count > ABSURD)) {
      throw wrong(event, what, count, "a count from " + least + " to " + ABSURD);
    }
  }

  private static void count(UsageEvent event, String what, long count, long least) {
    count(event, what, Long.valueOf(count), least);
  }

  private static void share(UsageEvent event, String what, @Nullable Double share) {
    if (share != null && !(share >= 0 && share <= 1)) {
      throw wrong(event, what, share, "a share from 0 to 1");
    }
  }

  private static void money(UsageEvent event, String what, @Nullable BigDecimal amount) {
    if (amount != null && amount.abs().compareTo(MOST_MONEY) > 0) {
      throw wrong(event, what, amount.toPlainString(), "less than a million dollars an event");
    }
  }

  private static Failure wrong(UsageEvent event, String what, Object value, String right) {
    return new Failure.InvalidInput(
        "The event '%s' has %s %s, which cannot be right.".formatted(event.id(), what, value),
        "Give " + right + ".");
  }
}
