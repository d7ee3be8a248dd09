package dev.plumbline.admin.backend.gateway;

import dev.plumbline.admin.backend.KeySpend;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** What keys have spent, from a ledger. */
final class LedgerSpend {
  /** Before it no ledger has events. */
  private static final Instant BEGINNING = Instant.parse("2015-01-01T00:00:00Z");

  private final LedgerReader ledger;

  LedgerSpend(LedgerReader ledger) {
    this.ledger = ledger;
  }

  /** By key, all keys that ever sent a request. */
  Map<String, KeySpend> of(ZoneId zone, Instant now) {
    try {
      return read(zone, now);
    } catch (Failure.NotFound noLedgerYet) {
      return Map.of();
    }
  }

  private Map<String, KeySpend> read(ZoneId zone, Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant soon = now.plusSeconds(60);
    Map<String, BigDecimal> day = spent(today.atStartOfDay(zone).toInstant(), soon, zone);
    Map<String, BigDecimal> week =
        spent(today.minusDays(6).atStartOfDay(zone).toInstant(), soon, zone);
    Map<String, BigDecimal> month =
        spent(today.withDayOfMonth(1).atStartOfDay(zone).toInstant(), soon, zone);
    Map<String, BigDecimal> total = spent(BEGINNING, soon, zone);
    Map<String, Instant> used = used(soon, zone);
    Map<String, KeySpend> all = new HashMap<>();
    total.forEach((key, sum) ->
        all.put(
            key,
            new KeySpend(
                day.getOrDefault(key, BigDecimal.ZERO),
                week.getOrDefault(key, BigDecimal.ZERO),
                month.getOrDefault(key, BigDecimal.ZERO),
                sum,
                used.get(key))));
    return all;
  }

  private Map<String, BigDecimal> spent(Instant from, Instant to, ZoneId zone) {
    UsageTable table =
        ledger.query(UsageQuery.of(new TimeRange(from, to, zone), Measure.COST).by(Dimension.KEY));
    Map<String, BigDecimal> spent = new HashMap<>();
    for (UsageTable.Row row : table.rows()) {
      String key = row.keys().getFirst();
      if (key != null) {
        spent.put(key, table.amount(row, Measure.COST));
      }
    }
    return spent;
  }

  /** The hour of the last request in the last thirty days. */
  private Map<String, Instant> used(Instant now, ZoneId zone) {
    Instant from = now.atZone(zone).toLocalDate().minusDays(30).atStartOfDay(zone).toInstant();
    UsageTable table =
        ledger.query(
            UsageQuery.of(new TimeRange(from, now, zone), Measure.REQUESTS)
                .by(Dimension.KEY)
                .every(Grain.HOUR));
    Map<String, Instant> used = new HashMap<>();
    for (UsageTable.Row row : table.rows()) {
      Instant start = row.start();
      String key = row.keys().getFirst();
      if (key != null && start != null) {
        used.merge(key, start, (one, two) -> one.isAfter(two) ? one : two);
      }
    }
    return used;
  }
}
