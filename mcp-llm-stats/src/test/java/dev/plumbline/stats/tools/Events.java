package dev.plumbline.stats.tools;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.UsageEventBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events made by hand, and two weeks of them that most tests share. */
final class Events {
  static final String SONNET = "claude-sonnet-4-5";
  static final String GPT = "gpt-4.1";

  private Events() {}

  /** An event at a time such as {@code 2026-10-05T09:00}, UTC, whose cost is all output. */
  static UsageEventBuilder event(String id, String time, String model, @Nullable String cost) {
    return UsageEvent.of(
            id,
            Instant.parse(time + ":00Z"),
            model.startsWith("claude") ? "anthropic" : "openai",
            model,
            "test")
        .charge(cost == null ? Charge.UNKNOWN : paid(cost))
        .tokens(new TokenCounts(1_000, 0, 0, 0, 100, 0));
  }

  static Charge paid(String output) {
    Cost cost = cost("0", "0", output);
    return new Charge(cost, cost.total(), "by hand", null);
  }

  static Charge input(String dollars) {
    Cost cost = cost(dollars, "0", "0");
    return new Charge(cost, cost.total(), "by hand", null);
  }

  static Cost cost(String input, String cacheRead, String output) {
    return new Cost(
        new BigDecimal(input),
        new BigDecimal(cacheRead),
        BigDecimal.ZERO,
        new BigDecimal(output),
        BigDecimal.ZERO);
  }

  static Attribution by(@Nullable String department, @Nullable String user, @Nullable String task) {
    return new Attribution(null, null, department, null, task, user, null, new TreeMap<>());
  }

  static Attribution by(String department, String user, String task, String team) {
    return by(department, user, task).withTags(Map.of("team", team));
  }

  private static CacheUse hit(CacheOutcome outcome, @Nullable Double similarity, long age) {
    return new CacheUse(outcome, similarity, "chat-1", age);
  }

  private static Charge saved(String list) {
    return new Charge(Cost.FREE, new BigDecimal(list), "by hand", null);
  }

  private static Delivery took(long millis, long firstToken, int attempts) {
    return new Delivery(Status.OK, millis, firstToken, null, attempts, null);
  }

  /**
   * The week of 5 to 11 October 2026 (UTC): nine requests, 3.500000000001 dollars, one request
   * without a price. The week before: two requests, 1.05 dollars. Two events lie on one side of a
   * week's end in UTC and on the other in Berlin.
   */
  static List<UsageEvent> twoWeeks() {
    return List.of(
            event("before-1", "2026-09-30T10:00", SONNET, "1.00")
                .attribution(by("engineering", "ada", "code")),
            event("sunday-night", "2026-10-04T22:30", GPT, "0.05")
                .attribution(by("engineering", "bob", "code")),
            event("code-1", "2026-10-05T09:00", SONNET, null)
                .charge(
                    new Charge(
                        cost("0.50", "0", "1.000000000001"), new BigDecimal("2"), "by hand", null))
                .tokens(new TokenCounts(100_000, 0, 0, 0, 10_000, 2_000))
                .delivery(took(1_000, 200, 1))
                .attribution(by("engineering", "ada", "code", "core")),
            event("code-2", "2026-10-05T10:00", SONNET, "0.75")
                .delivery(took(2_000, 400, 2))
                .attribution(by("engineering", "bob", "code", "core")),
            event("chat-1", "2026-10-06T23:30", GPT, "0.25")
                .delivery(took(3_000, 600, 1))
                .cache(new CacheUse(CacheOutcome.MISS, null, null, null))
                .attribution(by("support", "cleo", "chat", "edge")),
            event("chat-2", "2026-10-07T09:00", GPT, null)
                .charge(saved("0.25"))
                .delivery(took(10, 10, 1))
                .cache(hit(CacheOutcome.EXACT, null, 60))
                .attribution(by("support", "cleo", "chat")),
            event("chat-3", "2026-10-07T09:05", GPT, null)
                .charge(saved("0.20"))
                .delivery(took(20, 20, 1))
                .cache(hit(CacheOutcome.SEMANTIC, 0.95, 180))
                .attribution(by("support", "cleo", "chat")),
            event("chat-4", "2026-10-07T09:10", GPT, "0.30")
                .delivery(new Delivery(Status.ERROR, 4_000L, null, "rate_limit", 3, null))
                .cache(new CacheUse(CacheOutcome.MISS, null, null, null))
                .attribution(by("support", "cleo", "chat")),
            event("unpriced", "2026-10-08T09:00", "house-model", null)
                .tokens(new TokenCounts(5_000, 0, 0, 0, 1_000, 0)),
            event("shared", "2026-10-08T10:00", SONNET, null)
                .charge(
                    new Charge(
                        cost("0", "0.10", "0.50"),
                        new BigDecimal("0.60"),
                        "by hand",
                        new BigDecimal("0.40")))
                .tokens(new TokenCounts(0, 50_000, 0, 0, 100, 0)),
            event("sunday-late", "2026-10-11T23:30", GPT, "0.10")
                .attribution(by("engineering", "ada", "code")),
            event("bill", "2026-10-12T08:00", GPT, "2.00")
                .requests(10)
                .attribution(by("engineering", null, null)),
            event("today", "2026-10-15T11:00", SONNET, "0.40")
                .attribution(by("engineering", "ada", "code")),
            event("later", "2026-10-15T13:00", SONNET, "9.99")
                .attribution(by("engineering", "ada", "code")))
        .stream()
        .map(UsageEventBuilder::build)
        .toList();
  }
}
