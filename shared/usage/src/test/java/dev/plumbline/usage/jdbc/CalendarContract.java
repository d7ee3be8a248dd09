package dev.plumbline.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days, weeks, months and hours of any zone, checked against the JDK's own calendar. */
abstract class CalendarContract extends LedgerContract {
  @ParameterizedTest(name = "{0} from {1} to {2}, seed 7")
  @CsvSource({
    "UTC, 2026-02-20, 2026-03-12",
    "America/New_York, 2026-03-05, 2026-03-12",
    "America/New_York, 2026-10-28, 2026-11-04",
    "Asia/Kolkata, 2026-02-26, 2026-03-03",
    "Asia/Kathmandu, 2026-02-26, 2026-03-03",
    "Australia/Lord_Howe, 2026-04-02, 2026-04-07",
    "Australia/Lord_Howe, 2026-10-01, 2026-10-06",
    "America/Sao_Paulo, 2018-11-01, 2018-11-06",
    "America/Havana, 2025-10-30, 2025-11-04",
    "America/St_Johns, 2006-10-26, 2006-11-01",
    "Pacific/Apia, 2011-12-27, 2012-01-02",
    "Pacific/Chatham, 2026-09-24, 2026-09-29"
  })
  void agreesWithTheCalendar(String zone, String first, String last) {
    TimeRange range = days(first, last, zone);
    List<UsageEvent> events = events(range);
    writer.append(events);
    ZoneId id = range.zone();
    check(range, Grain.DAY, events, date -> date.atStartOfDay(id));
    check(
        range,
        Grain.WEEK,
        events,
        date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay(id));
    check(range, Grain.MONTH, events, date -> date.withDayOfMonth(1).atStartOfDay(id));
    checkHours(range, events);
    checkParts(range, events, Dimension.HOUR_OF_DAY, ZonedDateTime::getHour);
    checkParts(range, events, Dimension.WEEKDAY, time -> time.getDayOfWeek().getValue());
  }

  /** Events within the range and around it, some exactly at the edges of its days. */
  private static List<UsageEvent> events(TimeRange range) {
    Random random = new Random(7);
    List<Instant> times = new ArrayList<>();
    Instant time = range.from().minus(Duration.ofHours(30));
    while (time.isBefore(range.to().plus(Duration.ofHours(30)))) {
      times.add(time);
      time = time.plusMillis(random.nextLong(1, 1_800_000));
    }
    range
        .firstDay()
        .datesUntil(range.lastDay().plusDays(2))
        .map(day -> day.atStartOfDay(range.zone()).toInstant())
        .forEach(edge -> times.addAll(List.of(edge, edge.minusNanos(1000))));
    List<UsageEvent> events = new ArrayList<>();
    for (Instant each : times) {
      String dollars =
          new BigDecimal(random.nextLong(1, 1L << 40)).movePointLeft(12).toPlainString();
      events.add(priced("event " + events.size(), each, dollars));
    }
    return events;
  }

  private void check(
      TimeRange range,
      Grain grain,
      List<UsageEvent> events,
      Function<LocalDate, ZonedDateTime> unit) {
    Map<Instant, BigDecimal> expected = new TreeMap<>();
    LocalDate day = range.firstDay();
    while (!day.isAfter(range.lastDay())) {
      Instant from = day.atStartOfDay(range.zone()).toInstant();
      Instant to = day.plusDays(1).atStartOfDay(range.zone()).toInstant();
      if (from.isBefore(to)) {
        BigDecimal sum = sum(events, new TimeRange(from, to, range.zone()));
        expected.merge(unit.apply(day).toInstant(), sum, BigDecimal::add);
      }
      day = day.plusDays(1);
    }
    UsageTable table = reader.query(UsageQuery.of(range, Measure.COST).every(grain));
    assertThat(byStart(table)).as(grain.label()).isEqualTo(expected);
    BigDecimal whole = reader.query(UsageQuery.of(range, Measure.COST)).only().values().getFirst();
    assertThat(total(table)).isEqualTo(whole).isEqualTo(sum(events, range));
  }

  private void checkHours(TimeRange range, List<UsageEvent> events) {
    UsageTable table = reader.query(UsageQuery.of(range, Measure.COST).every(Grain.HOUR));
    List<Instant> starts = new ArrayList<>(byStart(table).keySet());
    assertThat(starts.getFirst()).isEqualTo(range.from());
    for (int i = 0; i < starts.size(); i++) {
      Instant end = i + 1 < starts.size() ? starts.get(i + 1) : range.to();
      TimeRange hour = new TimeRange(starts.get(i), end, range.zone());
      assertThat(Duration.between(hour.from(), end)).isLessThanOrEqualTo(Duration.ofHours(1));
      assertThat(byStart(table).get(hour.from())).isEqualTo(sum(events, hour));
    }
    long hours = Duration.between(range.from(), range.to()).toHours();
    assertThat(table.rows()).hasSizeBetween((int) hours, (int) hours + 1);
  }

  private void checkParts(
      TimeRange range,
      List<UsageEvent> events,
      Dimension dimension,
      Function<ZonedDateTime, Integer> part) {
    Map<String, BigDecimal> expected =
        events.stream()
            .filter(event -> range.contains(event.time()))
            .collect(
                Collectors.toMap(
                    event -> String.valueOf(part.apply(event.time().atZone(range.zone()))),
                    CalendarContract::cost,
                    BigDecimal::add));
    Map<String, BigDecimal> found = new TreeMap<>();
    reader
        .query(UsageQuery.of(range, Measure.COST).by(dimension))
        .rows()
        .forEach(row -> found.put(String.valueOf(row.keys().getFirst()), row.values().getFirst()));
    assertThat(found).isEqualTo(expected);
  }

  private static Map<Instant, BigDecimal> byStart(UsageTable table) {
    Map<Instant, BigDecimal> rows = new TreeMap<>();
    table.rows().forEach(row -> rows.put(row.start(), row.values().getFirst()));
    return rows;
  }

  private static BigDecimal total(UsageTable table) {
    return table.rows().stream()
        .map(row -> row.values().getFirst())
        .reduce(BigDecimal.ZERO.setScale(12), BigDecimal::add);
  }

  private static BigDecimal sum(List<UsageEvent> events, TimeRange range) {
    return events.stream()
        .filter(event -> range.contains(event.time()))
        .map(CalendarContract::cost)
        .reduce(BigDecimal.ZERO.setScale(12), BigDecimal::add);
  }

  private static BigDecimal cost(UsageEvent event) {
    return event.charge().cost() == null ? BigDecimal.ZERO : event.charge().cost().total();
  }

  @Test
  void leavesNoHoles() {
    writer.append(List.of(priced("a", NOON, "1"), priced("b", NOON.plusSeconds(172_800), "2")));
    TimeRange range = days("2026-03-09", "2026-03-13", "Europe/Berlin");
    UsageQuery query = UsageQuery.of(range, Measure.COST, Measure.LATENCY_P50).every(Grain.DAY);
    assertThat(reader.query(query).rows().stream().map(row -> row.values().toString()))
        .containsExactly(
            "[0E-12, null]",
            "[1.000000000000, null]",
            "[0E-12, null]",
            "[2.000000000000, null]",
            "[0E-12, null]");
    UsageTable compared = reader.query(query.comparedTo(days("2026-03-07", "2026-03-11", "UTC")));
    assertThat(compared.rows().stream().map(row -> row.before().getFirst().toPlainString()))
        .containsExactly(
            "0.000000000000",
            "0.000000000000",
            "0.000000000000",
            "1.000000000000",
            "0.000000000000");
    assertThat(reader.query(query.by(Dimension.MODEL)).rows()).hasSize(2);
    assertThat(reader.query(query.top(1)).rows().getFirst().values().getFirst())
        .isEqualTo("2.000000000000");
  }

  @Test
  void beginsWithTheWholeUnitThatTheRangeTouches() {
    writer.append(List.of(priced("a", NOON, "1")));
    TimeRange range =
        new TimeRange(NOON.minusSeconds(60), NOON.plusSeconds(60), ZoneId.of("Asia/Tokyo"));
    UsageQuery query = UsageQuery.of(range, Measure.COST);
    assertThat(byStart(reader.query(query.every(Grain.WEEK))).keySet())
        .containsExactly(Instant.parse("2026-03-08T15:00:00Z"));
    assertThat(byStart(reader.query(query.every(Grain.MONTH))).keySet())
        .containsExactly(Instant.parse("2026-02-28T15:00:00Z"));
    assertThat(byStart(reader.query(query.every(Grain.HOUR))).keySet())
        .containsExactly(Instant.parse("2026-03-10T11:00:00Z"), NOON);
  }
}
