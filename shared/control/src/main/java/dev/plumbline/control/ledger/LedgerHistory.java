package dev.plumbline.control.ledger;

import dev.plumbline.control.Level;
import dev.plumbline.control.SpendHistory;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the usage ledger says was spent by requests that came through the gateway. */
public final class LedgerHistory implements SpendHistory {
  /** The source that the gateway's events name. */
  public static final String GATEWAY = "gateway";

  /** The tag that holds a request's project. */
  public static final String PROJECT = "project";

  private final LedgerReader ledger;
  private final List<String> sources;

  /** Spend of the gateway alone; bills and logs of the same requests do not count again. */
  public LedgerHistory(LedgerReader ledger) {
    this(ledger, List.of(GATEWAY));
  }

  /**
   * Spend that these sources tell.
   *
   * @param ledger stays the caller's
   * @param sources empty for all
   */
  public LedgerHistory(LedgerReader ledger, List<String> sources) {
    this.ledger = ledger;
    this.sources = List.copyOf(sources);
  }

  @Override
  public SortedMap<Instant, BigDecimal> spent(Level level, String value, Instant from, Instant to) {
    TimeRange range = new TimeRange(from, to, ZoneOffset.UTC);
    SortedMap<Instant, BigDecimal> minutes = new TreeMap<>();
    for (List<Filter> filters : filters(level, value)) {
      try {
        ledger
            .costByMinute(range, filters)
            .forEach((minute, cost) -> minutes.merge(minute, cost, BigDecimal::add));
      } catch (Failure.NotFound noLedgerYet) {
        return new TreeMap<>();
      }
    }
    return minutes;
  }

  @Override
  public SortedMap<String, BigDecimal> totals(Level level, Instant from, Instant to) {
    TimeRange range = new TimeRange(from, to, ZoneOffset.UTC);
    List<Filter> filters = sources();
    UsageQuery query =
        new UsageQuery(
            range, null, columns(level), filters, List.of(Measure.COST), null, null, null);
    SortedMap<String, BigDecimal> totals = new TreeMap<>();
    UsageTable table;
    try {
      table = ledger.query(query);
    } catch (Failure.NotFound noLedgerYet) {
      return totals;
    }
    for (UsageTable.Row row : table.rows()) {
      String value = first(row.keys());
      BigDecimal cost = table.amount(row, Measure.COST);
      if (value != null && cost.signum() != 0) {
        totals.merge(value, cost, BigDecimal::add);
      }
    }
    return totals;
  }

  /**
   * The columns of the ledger that hold the values of a level; the first that is known counts. A
   * request counts for the model that was asked for, which differs at times from its own.
   */
  public static List<By> columns(Level level) {
    By own = column(level);
    return level == Level.MODEL ? List.of(By.of(Dimension.REQUESTED_MODEL), own) : List.of(own);
  }

  /** Filters of which each event passes one at most. */
  private List<List<Filter>> filters(Level level, String value) {
    Filter own = new Filter(column(level), List.of(value), false);
    if (level != Level.MODEL) {
      return List.of(with(own));
    }
    By asked = By.of(Dimension.REQUESTED_MODEL);
    Filter none = new Filter(asked, Collections.singletonList(null), false);
    return List.of(with(new Filter(asked, List.of(value), false)), with(none, own));
  }

  private List<Filter> with(Filter... more) {
    List<Filter> all = new ArrayList<>(sources());
    all.addAll(List.of(more));
    return all;
  }

  private List<Filter> sources() {
    return sources.isEmpty()
        ? List.of()
        : List.of(new Filter(By.of(Dimension.SOURCE), List.copyOf(sources), false));
  }

  private static By column(Level level) {
    return switch (level) {
      case ORGANISATION -> By.of(Dimension.ORGANISATION);
      case DEPARTMENT -> By.of(Dimension.DEPARTMENT);
      case ENVIRONMENT -> By.of(Dimension.ENVIRONMENT);
      case PROJECT -> new By.Tag(PROJECT);
      case TASK -> By.of(Dimension.TASK);
      case MODEL -> By.of(Dimension.MODEL);
      case USER -> By.of(Dimension.USER);
      case KEY -> By.of(Dimension.KEY);
    };
  }

  private static @Nullable String first(List<@Nullable String> keys) {
    for (String key : keys) {
      if (key != null) {
        return key;
      }
    }
    return null;
  }
}
