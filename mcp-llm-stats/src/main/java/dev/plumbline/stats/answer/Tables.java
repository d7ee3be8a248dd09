package dev.plumbline.stats.answer;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers of the ledger as text tables and as structured rows. */
public final class Tables {
  private static final Set<Measure> COSTS =
      EnumSet.of(
          Measure.COST,
          Measure.COST_UNCACHED_INPUT,
          Measure.COST_CACHE_READ,
          Measure.COST_CACHE_WRITE,
          Measure.COST_OUTPUT,
          Measure.COST_OTHER);

  private Tables() {}

  /** The first rows of an answer, one column for each dimension and measure. */
  public static String text(UsageTable table, int shown) {
    List<String> titles = new ArrayList<>();
    Grain grain = table.query().grain();
    if (grain != null) {
      titles.add(grain.label());
    }
    table.query().by().forEach(by -> titles.add(by.label()));
    boolean compared = table.query().compareTo() != null;
    for (Measure measure : table.query().measures()) {
      titles.add(title(measure) + ":");
      if (compared) {
        titles.add("before:");
      }
    }
    Table text = new Table(titles.toArray(String[]::new));
    for (UsageTable.Row row : table.rows().subList(0, shown)) {
      List<String> cells = new ArrayList<>();
      if (row.start() != null) {
        cells.add(start(table, row));
      }
      row.keys().forEach(key -> cells.add(Where.shown(key)));
      for (int i = 0; i < table.query().measures().size(); i++) {
        Measure measure = table.query().measures().get(i);
        cells.add(figure(measure, row.values().get(i)));
        if (compared) {
          cells.add(figure(measure, row.before().get(i)));
        }
      }
      text.row(cells.toArray());
    }
    return text.isEmpty() ? "" : text.toString();
  }

  /** Measures, and those that tell whether a cost among them is known. */
  public static List<Measure> measured(List<Measure> measures) {
    return Stream.concat(measures.stream(), Stream.of(Measure.REQUESTS, Measure.UNPRICED))
        .distinct()
        .toList();
  }

  /** An answer to {@link #measured} with the measures themselves; unknown costs are null. */
  public static UsageTable known(UsageTable table, List<Measure> measures) {
    UsageQuery asked = table.query();
    UsageQuery query =
        new UsageQuery(
            asked.range(),
            asked.grain(),
            asked.by(),
            asked.filters(),
            measures,
            asked.order(),
            asked.limit(),
            asked.compareTo());
    int count = measures.size();
    List<UsageTable.Row> rows = new ArrayList<>();
    for (UsageTable.Row row : table.rows()) {
      List<@Nullable BigDecimal> values = new ArrayList<>(row.values().subList(0, count));
      for (int i = 0; i < count && unknown(table, row); i++) {
        values.set(i, COSTS.contains(measures.get(i)) ? null : values.get(i));
      }
      List<@Nullable BigDecimal> before = row.before();
      rows.add(
          new UsageTable.Row(
              row.start(),
              row.keys(),
              values,
              before.isEmpty() ? before : before.subList(0, count)));
    }
    return new UsageTable(query, List.copyOf(rows), table.more());
  }

  /** What a row cost; null when all its requests are of unknown cost. */
  public static @Nullable BigDecimal cost(UsageTable table, UsageTable.Row row) {
    return unknown(table, row) ? null : table.amount(row, Measure.COST);
  }

  private static boolean unknown(UsageTable table, UsageTable.Row row) {
    BigDecimal unpriced = table.amount(row, Measure.UNPRICED);
    return unpriced.signum() > 0 && unpriced.compareTo(table.amount(row, Measure.REQUESTS)) >= 0;
  }

  /** The start of a row's calendar unit, in the zone of the question. */
  public static String start(UsageTable table, UsageTable.Row row) {
    ZonedDateTime start = Objects.requireNonNull(row.start()).atZone(table.query().range().zone());
    return table.query().grain() == Grain.HOUR
        ? start.toLocalDate() + " " + start.toLocalTime()
        : start.toLocalDate().toString();
  }

  /** Says that rows were left out, and how to get them; empty when none were. */
  public static String left(UsageTable table, int shown) {
    int rows = table.rows().size();
    if (shown < rows) {
      return "%d of %d rows shown: the answer is full. Ask for fewer dimensions, a shorter period or a filter."
          .formatted(shown, rows);
    }
    return table.more() ? "There are more rows; ask with a higher limit or a filter." : "";
  }

  /** A row as structured content: its keys in order, then its measures in order. */
  public record Row(
      @Nullable Untrusted start, List<Untrusted> keys, List<@Nullable BigDecimal> values) {}

  /** The first rows as structured content. */
  public static List<Row> rows(UsageTable table, int shown) {
    return table.rows().subList(0, shown).stream().map(row -> row(table, row)).toList();
  }

  private static Row row(UsageTable table, UsageTable.Row row) {
    List<@Nullable BigDecimal> values = new ArrayList<>();
    for (@Nullable BigDecimal value : row.values()) {
      values.add(value == null ? null : Amounts.plain(value));
    }
    return new Row(
        row.start() == null ? null : Untrusted.of(start(table, row)),
        row.keys().stream().map(Where::key).toList(),
        values);
  }

  /** A value of a measure as people read it. */
  public static String figure(Measure measure, @Nullable BigDecimal value) {
    return switch (measure) {
      case COST,
          COST_UNCACHED_INPUT,
          COST_CACHE_READ,
          COST_CACHE_WRITE,
          COST_OUTPUT,
          COST_OTHER,
          LIST_COST,
          PROMPT_CACHE_SAVING,
          RESPONSE_CACHE_SAVING ->
          Amounts.dollars(value);
      case LATENCY_MEAN, LATENCY_P50, LATENCY_P95, LATENCY_P99, FIRST_TOKEN_P50, FIRST_TOKEN_P95 ->
          Amounts.millis(value);
      case QUALITY_MEAN ->
          value == null ? "–" : value.setScale(3, RoundingMode.HALF_EVEN).toPlainString();
      default -> value == null ? "–" : Amounts.count(value);
    };
  }

  private static String title(Measure measure) {
    return measure.label().replace('_', ' ');
  }
}
