package dev.plumbline.stats.golden;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.mcp.audit.AuditLog;
import dev.plumbline.mcp.host.Catalog;
import dev.plumbline.mcp.host.Identity;
import dev.plumbline.mcp.host.McpHost;
import dev.plumbline.mcp.host.Selection;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.features.StatsFeatures;
import dev.plumbline.stats.tools.StatsTools;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.sample.SampleOrganisation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sample organisation up to Thursday, 15 October 2026, noon, and a few events more at the edges
 * of days and months of other zones, of strange names, without a price, or of many requests.
 */
final class Company implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-10-15T12:00:00Z");
  private static final double SIZE = 0.2;

  private final LedgerReader reader;
  private final McpHost host;
  private final Path copy;

  /**
   * @param folder for its files
   */
  Company(Path folder) throws IOException {
    Path file = folder.resolve("company.duckdb");
    Prices prices = Prices.bundled();
    Ledgers ledgers = new Ledgers(Map.of());
    List<UsageEvent> events =
        new ArrayList<>(
            new SampleOrganisation(1, LocalDate.of(2026, 10, 15), 120, SIZE)
                .events(event -> event.withCharge(prices.charge(event)))
                .filter(event -> event.time().isBefore(NOW))
                .toList());
    events.addAll(edges());
    try (LedgerWriter writer = ledgers.writer("duckdb:" + file)) {
      writer.append(events);
    }
    copy = Files.copy(file, folder.resolve("copy.duckdb"));
    reader = ledgers.reader("duckdb:" + file);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Books books = new Books(() -> reader, ZoneId.of("UTC"), clock);
    host =
        new McpHost(
            new Identity("mcp-llm-stats", "test", "1", ""),
            new Catalog(Toolsets.all(), StatsTools.all(books, prices), Selection.standard()),
            StatsFeatures.all(books, prices),
            McpHost.STANDARD_BUDGET,
            new AuditLog(folder.resolve("audit.jsonl"), clock),
            (tool, outcome, took) -> {},
            clock);
  }

  /** The server, as clients see it. */
  McpHost host() {
    return host;
  }

  /** The same ledger in another file, for questions in SQL. */
  Path copy() {
    return copy;
  }

  private static List<UsageEvent> edges() {
    return List.of(
        edge("berlin-july", "2026-06-30T22:30:00Z", "edge-late", "0.111111111111"),
        edge("berlin-october", "2026-09-30T22:30:00Z", "edge-late", "1.000000000001"),
        edge("last-moment", "2026-09-30T23:59:59.999Z", "edge-late", "0.020000000002"),
        edge("first-moment", "2026-10-01T00:00:00Z", "edge-late", "0.300000000003"),
        edge("new-york-wednesday", "2026-10-15T03:59:59Z", "edge-late", "4.000000000004"),
        edge("new-york-thursday", "2026-10-15T04:00:00Z", "edge-late", "0.000000000005"),
        edge("sydney-last-hour", "2026-10-04T12:59:59Z", "edge-late", "0.060000000006"),
        edge("sydney-next-day", "2026-10-04T13:00:00Z", "edge-late", "0.007000000007"),
        edge("kolkata-monday", "2026-10-04T18:30:00Z", "edge-late", "0.000800000008"),
        edge("quoted", "2026-10-08T08:00:00Z", "d'Arcy; drop table usage_event", "0.25"),
        edge("bill", "2026-10-09T00:00:00Z", null, "12.5", 40),
        edge("unknown-1", "2026-10-13T08:00:00Z", "edge-late", null),
        edge("unknown-2", "2026-10-13T09:00:00Z", "edge-late", null, 7));
  }

  private static UsageEvent edge(
      String id, String time, @Nullable String user, @Nullable String cost) {
    return edge(id, time, user, cost, 1);
  }

  private static UsageEvent edge(
      String id, String time, @Nullable String user, @Nullable String cost, long requests) {
    String model = cost == null ? "house-llm" : "gpt-4.1";
    return UsageEvent.of(id, Instant.parse(time), cost == null ? "house" : "openai", model, "edge")
        .requests(requests)
        .tokens(new TokenCounts(700, 200, 0, 0, 50, 0))
        .charge(
            cost == null
                ? Charge.UNKNOWN
                : new Charge(Cost.lump(new BigDecimal(cost)), new BigDecimal(cost), "stated", null))
        .attribution(
            new Attribution(
                null, "example", "edge", "production", "edge", user, null, new TreeMap<>()))
        .build();
  }

  @Override
  public void close() {
    reader.close();
  }
}
