package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When requests come: by hour of the day and by weekday, in the zone of the question.
 *
 * @param hours 24 of them, hour 0 first
 * @param weekdays Monday first
 * @param busiest the hour of a weekday with the most requests on average
 */
public record Rhythm(List<Slot> hours, List<Slot> weekdays, Busiest busiest) {
  /**
   * One hour of the day or one weekday.
   *
   * @param perOccurrence requests on average each time it comes
   */
  public record Slot(String name, BigDecimal requests, BigDecimal cost, BigDecimal perOccurrence) {}

  /** One hour of one weekday. */
  public record Busiest(DayOfWeek weekday, int hour, BigDecimal requestsOnAverage) {}

  private static final int HOURS = 24;

  /** The question that {@link #of} takes the answer of. */
  public static UsageQuery query(TimeRange range, List<Filter> filters) {
    return UsageQuery.of(range, Measure.REQUESTS, Measure.COST)
        .by(Dimension.WEEKDAY, Dimension.HOUR_OF_DAY)
        .where(filters);
  }

  /** What such a table shows. */
  public static Rhythm of(UsageTable table) {
    Tally all = new Tally(table);
    TimeRange range = table.query().range();
    Map<DayOfWeek, Integer> occurrences = occurrences(range);
    int days = occurrences.values().stream().mapToInt(count -> count).sum();
    Map<Integer, Tally> byHour = all.by(row -> number(all, row, Dimension.HOUR_OF_DAY));
    Map<Integer, Tally> byWeekday = all.by(row -> number(all, row, Dimension.WEEKDAY));
    List<Slot> hours = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      hours.add(slot("%02d:00".formatted(hour), byHour.get(hour), days));
    }
    List<Slot> weekdays = new ArrayList<>();
    for (DayOfWeek weekday : DayOfWeek.values()) {
      Tally tally = byWeekday.get(weekday.getValue());
      weekdays.add(slot(weekday.name(), tally, occurrences.getOrDefault(weekday, 0)));
    }
    return new Rhythm(List.copyOf(hours), List.copyOf(weekdays), busiest(all, occurrences));
  }

  private static Busiest busiest(Tally all, Map<DayOfWeek, Integer> occurrences) {
    return all
        .by(row ->
            List.of(number(all, row, Dimension.WEEKDAY), number(all, row, Dimension.HOUR_OF_DAY)))
        .entrySet()
        .stream()
        .map(cell -> {
          DayOfWeek weekday = DayOfWeek.of(cell.getKey().getFirst());
          BigDecimal times = BigDecimal.valueOf(occurrences.getOrDefault(weekday, 1));
          BigDecimal average = DriverReference.ratio(cell.getValue().sum(Measure.REQUESTS), times);
          return new Busiest(weekday, cell.getKey().getLast(), average);
        })
        .max(Comparator.comparing(Busiest::requestsOnAverage))
        .orElse(new Busiest(DayOfWeek.MONDAY, 0, BigDecimal.ZERO));
  }

  private static int number(Tally all, UsageTable.Row row, Dimension dimension) {
    return new BigDecimal(all.name(row, dimension)).intValue();
  }

  private static Slot slot(String name, @Nullable Tally tally, int times) {
    if (tally == null) {
      return new Slot(name, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }
    BigDecimal requests = tally.sum(Measure.REQUESTS);
    return new Slot(
        name,
        requests,
        tally.sum(Measure.COST),
        DriverReference.ratio(requests, BigDecimal.valueOf(times)));
  }

  private static Map<DayOfWeek, Integer> occurrences(TimeRange range) {
    Map<DayOfWeek, Integer> counts = new TreeMap<>();
    for (LocalDate day = range.firstDay(); !day.isAfter(range.lastDay()); day = day.plusDays(1)) {
      counts.merge(day.getDayOfWeek(), 1, Integer::sum);
    }
    return counts;
  }
}
