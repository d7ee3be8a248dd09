package dev.plumbline.usage.query;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question about usage.
 *
 * @param grain cuts time into rows; null for one row over the whole range
 * @param by at most twelve; none for totals
 * @param order null for time, then the first measure, largest first
 * @param limit rows at most; null for all
 * @param compareTo a second range whose values stand beside those of the first; null for none
 */
public record UsageQuery(
    TimeRange range,
    @Nullable Grain grain,
    List<By> by,
    List<Filter> filters,
    List<Measure> measures,
    @Nullable Order order,
    @Nullable Integer limit,
    @Nullable TimeRange compareTo) {
  private static final int MOST_DIMENSIONS = 12;

  /** By a measure, or by time when {@code measure} is null. */
  public record Order(@Nullable Measure measure, boolean descending) {}

  public UsageQuery {
    by = List.copyOf(by);
    filters = List.copyOf(filters);
    measures = List.copyOf(measures);
    if (by.size() > MOST_DIMENSIONS) {
      throw new Failure.InvalidInput(
          by.size() + " dimensions are too many for one question.",
          "Split by at most " + MOST_DIMENSIONS + ".");
    }
    if (measures.isEmpty()) {
      throw new Failure.InvalidInput("No measure was asked for.", "Name at least one.");
    }
  }

  /** Totals over a range. */
  public static UsageQuery of(TimeRange range, Measure... measures) {
    return new UsageQuery(range, null, List.of(), List.of(), List.of(measures), null, null, null);
  }

  /** The same, split by columns. */
  public UsageQuery by(Dimension... dimensions) {
    List<By> columns = List.of(dimensions).stream().map(By::of).toList();
    return new UsageQuery(range, grain, columns, filters, measures, order, limit, compareTo);
  }

  /** The same, cut into calendar units. */
  public UsageQuery every(Grain unit) {
    return new UsageQuery(range, unit, by, filters, measures, order, limit, compareTo);
  }

  /** The same over other events. */
  public UsageQuery where(List<Filter> other) {
    return new UsageQuery(range, grain, by, other, measures, order, limit, compareTo);
  }

  /** The same over another range. */
  public UsageQuery in(TimeRange other) {
    return new UsageQuery(other, grain, by, filters, measures, order, limit, compareTo);
  }

  /** The same with the values of a second range beside. */
  public UsageQuery comparedTo(TimeRange other) {
    return new UsageQuery(range, grain, by, filters, measures, order, limit, other);
  }

  /** The same, only the first rows by the first measure. */
  public UsageQuery top(int rows) {
    return new UsageQuery(
        range, grain, by, filters, measures, new Order(measures.getFirst(), true), rows, compareTo);
  }
}
