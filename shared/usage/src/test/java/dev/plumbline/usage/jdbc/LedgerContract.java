package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Content;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.Trial;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.UsageEventBuilder;
import dev.plumbline.usage.query.EventSearch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every contract of the ledger starts from: an empty ledger, a writer and a reader. */
abstract class LedgerContract {
  static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  static final TimeRange MARCH =
      TimeRange.ofDays(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31), ZoneOffset.UTC);

  String location;
  LedgerWriter writer;
  LedgerReader reader;

  /** A location where no ledger is yet. */
  abstract String emptyLocation();

  /** Ledgers that know the test's database. */
  Ledgers ledgers() {
    return new Ledgers(Map.of());
  }

  /** Reads the ledger at a location. */
  LedgerReader reader(String place) {
    return ledgers().reader(place);
  }

  @BeforeEach
  void open() {
    location = emptyLocation();
    writer = ledgers().writer(location);
    reader = reader(location);
  }

  @AfterEach
  void close() {
    reader.close();
    writer.close();
  }

  static UsageEventBuilder event(String id, Instant time) {
    return UsageEvent.of(id, time, "anthropic", "claude-sonnet-4-5", "test");
  }

  /** An event that costs this much for its output. */
  static UsageEvent priced(String id, Instant time, String dollars) {
    BigDecimal zero = BigDecimal.ZERO;
    Cost cost = new Cost(zero, zero, zero, new BigDecimal(dollars), zero);
    return event(id, time).charge(new Charge(cost, cost.total(), "v1", null)).build();
  }

  static UsageEvent of(String id, Instant time, Map<String, String> tags) {
    return event(id, time).attribution(Attribution.NONE.withTags(tags)).build();
  }

  /** An event in which everything is known. */
  static UsageEvent full(String id, Instant time) {
    return event(id, time)
        .requestedModel("claude-opus-4-5")
        .operation(Operation.MESSAGES)
        .requests(3)
        .attribution(
            new Attribution(
                "pl-key",
                "acme",
                "engineering",
                "production",
                "review",
                "ada",
                "session-1",
                new TreeMap<>(Map.of("team/x", "a~b", "täg \"1\"", "värde 🚀"))))
        .tokens(new TokenCounts(1, 2, 3, 4, 50, 6))
        .extras(new Extras(7, new BigDecimal("8.25"), 9))
        .charge(
            new Charge(
                new Cost(
                    new BigDecimal("0.000000000001"),
                    new BigDecimal("0.02"),
                    new BigDecimal("0.003"),
                    new BigDecimal("123.456789012345"),
                    new BigDecimal("999999.999999999999")),
                new BigDecimal("1.500000000000"),
                "genai-prices 0.1.8",
                new BigDecimal("-0.250000000000")))
        .cache(new CacheUse(CacheOutcome.SEMANTIC, 0.9375, "entry-1", 77L))
        .delivery(new Delivery(Status.INTERRUPTED, 1234L, 0L, "timeout", 4, "gpt-5"))
        .trial(new Trial("experiment", "variant-b", 0.625))
        .serviceTier("flex")
        .batch("batch-1")
        .dataLocation("eu")
        .content(new Content("What\nis; this?", "It's a 'test' \\ \t \"quoted\"."))
        .build();
  }

  static EventSearch search(TimeRange range) {
    return new EventSearch(range, List.of(), EventSearch.Order.OLDEST, 10_000, 0);
  }

  static TimeRange days(String first, String last, String zone) {
    return TimeRange.ofDays(LocalDate.parse(first), LocalDate.parse(last), ZoneId.of(zone));
  }
}
