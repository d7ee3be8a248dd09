package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.analysis.Shares;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Why spend moved between two ranges: a change cut into parts that add up to it exactly.
 *
 * <p>In this order, each with everything after it as before: more or fewer requests at the average
 * cost of then; the share that our response cache answered; which models answered; tokens a
 * request; the share of input that the provider's prompt cache served; price a token; and the rest
 * (images, audio, searches, costs known only as lumps, and the last decimal of rounding). The parts
 * of the whole do not depend on the dimension that they are split by.
 *
 * @param pieces what each value of the dimension contributed, largest change first
 * @param unpricedBefore requests of unknown cost, which no part can explain
 * @param unpricedAfter the same in the later range
 */
public record Drivers(
    BigDecimal before,
    BigDecimal after,
    Parts total,
    List<Piece> pieces,
    BigDecimal unpricedBefore,
    BigDecimal unpricedAfter) {

  /** What one value of the dimension contributed. */
  public record Piece(String value, BigDecimal before, BigDecimal after, Parts parts) {}

  /** A change in dollars by cause. */
  public record Parts(
      BigDecimal volume,
      BigDecimal responseCache,
      BigDecimal modelMix,
      BigDecimal tokensPerRequest,
      BigDecimal promptCache,
      BigDecimal price,
      BigDecimal other) {
    /** Their sum. */
    public BigDecimal change() {
      return named().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Names and amounts, in order. */
    public Map<String, BigDecimal> named() {
      Map<String, BigDecimal> named = new LinkedHashMap<>();
      named.put("volume", volume);
      named.put("response cache", responseCache);
      named.put("model mix", modelMix);
      named.put("tokens per request", tokensPerRequest);
      named.put("prompt cache", promptCache);
      named.put("price per token", price);
      named.put("other", other);
      return named;
    }

    /** All parts but the last, and what is left of the change for that one. */
    private static Parts withRest(List<BigDecimal> leading, BigDecimal change) {
      BigDecimal sum = leading.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      return new Parts(
          leading.get(0),
          leading.get(1),
          leading.get(2),
          leading.get(3),
          leading.get(4),
          leading.get(5),
          change.subtract(sum));
    }
  }

  private record Key(@Nullable String provider, @Nullable String model, String value) {
    Key whole() {
      return new Key(provider, model, "");
    }
  }

  /** Dollars a request and a paid request over everything, before. */
  private record Average(BigDecimal perRequest, BigDecimal perPaid) {}

  private static final int LEADING = 6;
  private static final Set<String> HITS = Set.of("exact", "semantic", "coalesced");

  /** The question whose answers over two ranges {@link #between} compares. */
  public static UsageQuery query(TimeRange range, List<Filter> filters, By split) {
    Set<By> by = new LinkedHashSet<>();
    by.add(By.of(Dimension.PROVIDER));
    by.add(By.of(Dimension.MODEL));
    by.add(By.of(Dimension.CACHE));
    by.add(split);
    return new UsageQuery(
        range, null, List.copyOf(by), filters, DriverCell.measures(), null, null, null);
  }

  /** The change from one answer to another, split by one of their dimensions. */
  public static Drivers between(UsageTable before, UsageTable after, By split) {
    Map<Key, DriverCell> then = cells(before, split);
    Map<Key, DriverCell> now = cells(after, split);
    Map<String, List<BigDecimal>> raw = raw(then, now);
    List<String> values = List.copyOf(raw.keySet());
    List<BigDecimal> totals = new ArrayList<>();
    List<List<BigDecimal>> columns = new ArrayList<>();
    for (int part = 0; part < LEADING; part++) {
      List<BigDecimal> amounts = column(raw, part);
      BigDecimal total = Money.exact(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
      totals.add(total);
      columns.add(Shares.rounded(amounts, total, Money.SCALE));
    }
    List<Piece> pieces = new ArrayList<>();
    for (int row = 0; row < values.size(); row++) {
      int index = row;
      BigDecimal costThen = costOf(then, values.get(row));
      BigDecimal costNow = costOf(now, values.get(row));
      List<BigDecimal> leading = columns.stream().map(column -> column.get(index)).toList();
      Parts parts = Parts.withRest(leading, costNow.subtract(costThen));
      pieces.add(new Piece(values.get(row), costThen, costNow, parts));
    }
    pieces.sort(
        Comparator.comparing((Piece piece) -> piece.parts().change().abs())
            .reversed()
            .thenComparing(Piece::value));
    BigDecimal costThen = Money.exact(sum(then).cost());
    BigDecimal costNow = Money.exact(sum(now).cost());
    Parts total = Parts.withRest(totals, costNow.subtract(costThen));
    return new Drivers(
        costThen, costNow, total, List.copyOf(pieces), unpriced(before), unpriced(after));
  }

  /** All parts but the last of each value, not rounded. */
  private static Map<String, List<BigDecimal>> raw(
      Map<Key, DriverCell> then, Map<Key, DriverCell> now) {
    Map<Key, DriverCell> modelsThen = models(then);
    Map<Key, DriverCell> modelsNow = models(now);
    DriverCell all = sum(then).requests().signum() == 0 ? sum(now) : sum(then);
    Average average =
        new Average(
            DriverReference.ratio(all.cost(), all.requests()),
            DriverReference.ratio(all.cost(), all.paid()));
    Set<Key> keys = new LinkedHashSet<>(now.keySet());
    keys.addAll(then.keySet());
    Map<String, List<BigDecimal>> raw = new LinkedHashMap<>();
    for (Key key : keys) {
      DriverReference model =
          DriverReference.of(get(modelsThen, key.whole()), get(modelsNow, key.whole()));
      List<BigDecimal> parts = parts(get(then, key), get(now, key), model, average);
      raw.merge(key.value(), parts, Drivers::sums);
    }
    return raw;
  }

  private static List<BigDecimal> parts(
      DriverCell then, DriverCell now, DriverReference model, Average average) {
    BigDecimal volume = average.perRequest().multiply(now.requests().subtract(then.requests()));
    BigDecimal paid = now.paid().subtract(then.paid());
    return List.of(
        volume,
        average.perPaid().multiply(paid).subtract(volume),
        model.cost().subtract(average.perPaid()).multiply(paid),
        difference(then, now, model::tokens),
        difference(then, now, model::promptCache),
        difference(then, now, model::price));
  }

  private static BigDecimal difference(
      DriverCell then, DriverCell now, Function<DriverCell, BigDecimal> part) {
    return part.apply(now).subtract(part.apply(then));
  }

  private static Map<Key, DriverCell> cells(UsageTable table, By split) {
    List<By> by = table.query().by();
    int provider = by.indexOf(By.of(Dimension.PROVIDER));
    int model = by.indexOf(By.of(Dimension.MODEL));
    int cache = by.indexOf(By.of(Dimension.CACHE));
    int value = by.indexOf(split);
    Map<Key, DriverCell> cells = new LinkedHashMap<>();
    for (UsageTable.Row row : table.rows()) {
      List<@Nullable String> keys = row.keys();
      String name = Objects.requireNonNullElse(keys.get(value), DailySeries.UNKNOWN);
      String outcome = Objects.requireNonNullElse(keys.get(cache), "");
      cells.merge(
          new Key(keys.get(provider), keys.get(model), name),
          DriverCell.of(table, row, HITS.contains(outcome)),
          DriverCell::plus);
    }
    return cells;
  }

  private static Map<Key, DriverCell> models(Map<Key, DriverCell> cells) {
    Map<Key, DriverCell> models = new LinkedHashMap<>();
    cells.forEach((key, cell) -> models.merge(key.whole(), cell, DriverCell::plus));
    return models;
  }

  private static DriverCell get(Map<Key, DriverCell> cells, Key key) {
    return cells.getOrDefault(key, DriverCell.NONE);
  }

  private static DriverCell sum(Map<Key, DriverCell> cells) {
    return cells.values().stream().reduce(DriverCell.NONE, DriverCell::plus);
  }

  private static BigDecimal costOf(Map<Key, DriverCell> cells, String value) {
    BigDecimal cost =
        cells.entrySet().stream()
            .filter(cell -> cell.getKey().value().equals(value))
            .map(cell -> cell.getValue().cost())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return Money.exact(cost);
  }

  private static List<BigDecimal> column(Map<String, List<BigDecimal>> raw, int part) {
    return raw.values().stream().map(parts -> parts.get(part)).toList();
  }

  private static List<BigDecimal> sums(List<BigDecimal> a, List<BigDecimal> b) {
    List<BigDecimal> sums = new ArrayList<>();
    for (int part = 0; part < LEADING; part++) {
      sums.add(a.get(part).add(b.get(part)));
    }
    return sums;
  }

  private static BigDecimal unpriced(UsageTable table) {
    return table.rows().stream()
        .map(row -> table.amount(row, Measure.UNPRICED))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
