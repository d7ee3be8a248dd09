package dev.plumbline.admin.world;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes up usage of October 2025, and puts it into the ledger of a gateway that has not started.
 */
public final class Books {
  /** Names that mean something to spreadsheets, CSV and Markdown. */
  public static final List<String> HOSTILE =
      List.of(
          "=cmd|'/C calc'!A0",
          "+1 \"quoted\", with comma",
          "-two\nlines",
          "@SUM(A1:A9)",
          "\t=tab",
          "ordinary 'quote'",
          "| pipe | and ‹marks›");

  private Books() {}

  /** The file of a gateway's ledger. */
  public static Path ledger(Path home) {
    return home.resolve("ledger.duckdb");
  }

  /** Writes events. */
  public static void write(Path home, List<UsageEvent> events) {
    try (LedgerWriter writer = new Ledgers(Map.of()).writer("duckdb:" + ledger(home))) {
      writer.append(events);
    }
  }

  /** Who sends requests of a department. */
  public static Attribution of(@Nullable String department, String... tags) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < tags.length; i += 2) {
      all.put(tags[i], tags[i + 1]);
    }
    return new Attribution(
        "k-1", "acme", department, "production", "chat", "ada", null, new TreeMap<>(all));
  }

  /** A request with all five parts of a cost, discounted from its list cost. */
  public static UsageEvent event(String id, String time, Attribution who) {
    long n = Math.abs((long) id.hashCode());
    Cost cost =
        new Cost(
            dollars(n % 1_000_003),
            dollars(n % 99_991),
            dollars(n % 9_973),
            dollars(n % 10_000_019),
            dollars(n % 7));
    return UsageEvent.of(id, Instant.parse(time), "openai", "gpt-4.1", "test")
        .attribution(who)
        .tokens(new TokenCounts(100 + n % 97, 7, 3, 2, 11 + n % 13, 0))
        .charge(new Charge(cost, cost.total().add(dollars(n % 1009)), "test", null))
        .build();
  }

  /** A line of a bill: no tokens, no list cost. */
  public static UsageEvent bill(String id, String time, Attribution who, String dollars) {
    return UsageEvent.of(id, Instant.parse(time), "anthropic", "unknown", "bill")
        .attribution(who)
        .charge(new Charge(Cost.lump(new BigDecimal(dollars)), null, "bill", null))
        .build();
  }

  /** A request of unknown price. */
  public static UsageEvent unpriced(String id, String time, Attribution who) {
    return UsageEvent.of(id, Instant.parse(time), "openai", "next-big-thing", "test")
        .attribution(who)
        .tokens(new TokenCounts(1_000, 0, 0, 0, 500, 0))
        .build();
  }

  /** A request that our cache answered. */
  public static UsageEvent hit(String id, String time, Attribution who, String list) {
    return UsageEvent.of(id, Instant.parse(time), "openai", "gpt-4.1-mini", "test")
        .attribution(who)
        .tokens(new TokenCounts(30, 0, 0, 0, 10, 0))
        .serviceTier("batch")
        .dataLocation("eu")
        .charge(new Charge(Cost.FREE, new BigDecimal(list), "test", null))
        .build();
  }

  private static BigDecimal dollars(long billionths) {
    return BigDecimal.valueOf(billionths, 12);
  }
}
