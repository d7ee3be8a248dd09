package dev.plumbline.admin.chargeback;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads a range's charges from the ledger, one day after the other. */
public final class ChargeReader {
  private static final List<By> BY =
      List.of(
          By.of(Dimension.ORGANISATION),
          By.of(Dimension.DEPARTMENT),
          By.of(Dimension.ENVIRONMENT),
          Bearer.PROJECTS,
          By.of(Dimension.TASK),
          By.of(Dimension.KEY),
          By.of(Dimension.PROVIDER),
          By.of(Dimension.MODEL),
          By.of(Dimension.SERVICE_TIER),
          By.of(Dimension.DATA_LOCATION),
          By.of(Dimension.PRICED));

  private final LedgerReader ledger;
  private final List<Filter> filters;

  /** Takes the charges one by one. */
  public interface Sink {
    /** Takes the next one. */
    void take(Charge charge) throws IOException;
  }

  /**
   * @param filters which events count
   */
  public ChargeReader(LedgerReader ledger, List<Filter> filters) {
    this.ledger = ledger;
    this.filters = List.copyOf(filters);
  }

  /** The days of a range that have any usage, in order. */
  public List<LocalDate> days(TimeRange range) {
    UsageQuery query =
        UsageQuery.of(range, Measure.REQUESTS, Measure.TOKENS, Measure.COST_SQUARES)
            .every(Grain.DAY)
            .where(filters);
    List<LocalDate> days = new ArrayList<>();
    for (UsageTable.Row row : asked(query).rows()) {
      Instant start = row.start();
      boolean used = row.values().stream().anyMatch(value -> value != null && value.signum() != 0);
      if (used && start != null) {
        days.add(LocalDate.ofInstant(start, range.zone()));
      }
    }
    return days;
  }

  /** Hands over the charges of one day. */
  public void read(LocalDate day, TimeRange range, Sink sink) throws IOException {
    List<Measure> measures = new ArrayList<>(DayRow.MEASURES);
    UsageQuery query =
        new UsageQuery(
            TimeRange.ofDays(day, day, range.zone()),
            null,
            BY,
            filters,
            measures,
            null,
            null,
            null);
    UsageTable table = asked(query);
    for (UsageTable.Row row : table.rows()) {
      for (Charge charge : new DayRow(table, row).charges(day)) {
        sink.take(charge);
      }
    }
  }

  /** A ledger that was never written to has no usage. */
  private UsageTable asked(UsageQuery query) {
    try {
      return ledger.query(query);
    } catch (Failure.NotFound noLedgerYet) {
      return new UsageTable(query, List.of(), false);
    }
  }
}
