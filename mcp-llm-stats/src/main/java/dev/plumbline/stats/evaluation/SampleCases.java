package dev.plumbline.stats.evaluation;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.stats.analysis.Leaks;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import dev.plumbline.usage.sample.SampleOrganisation;
import dev.plumbline.usage.sample.SampleStory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The series of one sample organisation, added up as its events are made.
 *
 * @param cases its whole spend, and that of each department
 * @param keys what {@link Leaks} asks for, by day and key
 */
public record SampleCases(SampleStory story, List<Case> cases, UsageTable keys) {
  /** The group of whole organisations. */
  static final String WHOLE = "whole organisation";

  private record Cell(LocalDate day, String name) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      int byDay = day.compareTo(other.day);
      return byDay == 0 ? name.compareTo(other.name) : byDay;
    }
  }

  /** Those of an organisation. */
  public static SampleCases of(SampleOrganisation organisation, UnaryOperator<UsageEvent> pricing) {
    int days = organisation.days();
    LocalDate first = organisation.lastDay().minusDays(days - 1L);
    TimeRange range = TimeRange.ofDays(first, organisation.lastDay(), ZoneOffset.UTC);
    UsageQuery leaks = Leaks.query(range, List.of(), Dimension.KEY);
    Map<String, BigDecimal[]> spend = new TreeMap<>();
    Map<Cell, BigDecimal[]> keys = new TreeMap<>();
    organisation
        .events(pricing)
        .forEach(event -> {
          LocalDate day = LocalDate.ofInstant(event.time(), ZoneOffset.UTC);
          int index = (int) (day.toEpochDay() - first.toEpochDay());
          add(spend.computeIfAbsent(WHOLE, any -> zeros(days)), index, total(event));
          String department = event.attribution().department();
          if (department != null) {
            add(spend.computeIfAbsent(department, any -> zeros(days)), index, total(event));
          }
          String key = Objects.requireNonNullElse(event.attribution().key(), "");
          addAll(
              keys.computeIfAbsent(new Cell(day, key), any -> zeros(leaks.measures().size())),
              leaks.measures(),
              event);
        });
    return new SampleCases(
        organisation.story(),
        cases(organisation.story(), first, spend),
        new UsageTable(leaks, rows(keys), false));
  }

  private static List<Case> cases(
      SampleStory story, LocalDate first, Map<String, BigDecimal[]> spend) {
    List<Case> cases = new ArrayList<>();
    spend.forEach((name, values) -> {
      boolean spike = name.equals(WHOLE) || name.equals(story.spikeDepartment());
      cases.add(
          new Case(
              name.equals(WHOLE) ? WHOLE : "departments",
              new DailySeries(first, Arrays.asList(values)),
              spike ? story.spikeFirst() : null,
              spike ? story.spikeLast() : null,
              story.outageDay()));
    });
    return List.copyOf(cases);
  }

  private static List<UsageTable.Row> rows(Map<Cell, BigDecimal[]> cells) {
    List<UsageTable.Row> rows = new ArrayList<>();
    cells.forEach((cell, values) ->
        rows.add(
            new UsageTable.Row(
                cell.day().atStartOfDay(ZoneOffset.UTC).toInstant(),
                List.of(cell.name()),
                List.of(values),
                List.of())));
    return rows;
  }

  private static BigDecimal[] zeros(int count) {
    BigDecimal[] zeros = new BigDecimal[count];
    Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }

  private static void add(BigDecimal[] sums, int index, BigDecimal amount) {
    sums[index] = sums[index].add(amount);
  }

  private static void addAll(BigDecimal[] sums, List<Measure> measures, UsageEvent event) {
    for (int index = 0; index < sums.length; index++) {
      add(sums, index, value(measures.get(index), event));
    }
  }

  private static BigDecimal value(Measure measure, UsageEvent event) {
    Cost cost = cost(event);
    return switch (measure) {
      case COST -> cost.total();
      case REQUESTS -> BigDecimal.valueOf(event.requests());
      case RETRIES -> BigDecimal.valueOf(event.delivery().attempts() - 1L);
      case INPUT_TOKENS -> BigDecimal.valueOf(event.tokens().input());
      case COST_UNCACHED_INPUT -> cost.uncachedInput();
      case COST_CACHE_READ -> cost.cacheRead();
      case COST_CACHE_WRITE -> cost.cacheWrite();
      default -> throw new IllegalArgumentException(measure + " is not added up here");
    };
  }

  private static BigDecimal total(UsageEvent event) {
    return cost(event).total();
  }

  private static Cost cost(UsageEvent event) {
    @Nullable Cost cost = event.charge().cost();
    return cost == null ? Cost.FREE : cost;
  }
}
