package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable.Row;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Orders rows outside the database exactly as {@link Question} lets the database order them. */
final class Orders {
  private Orders() {}

  /** Where a measure to order by stands among those asked for. */
  static int index(UsageQuery query, Measure measure) {
    int index = query.measures().indexOf(measure);
    if (index < 0) {
      throw new Failure.InvalidInput(
          "The order is by %s, which was not asked for.".formatted(measure.label()),
          "Ask for it, or order by one of "
              + query.measures().stream()
                  .map(Measure::label)
                  .toList()
                  .toString()
                  .toLowerCase(Locale.ROOT)
              + ".");
    }
    return index;
  }

  /** The order of a question's rows. */
  static Comparator<Row> of(UsageQuery query) {
    UsageQuery.Order order = query.order();
    Measure measure = order == null ? null : order.measure();
    boolean descending = order != null && order.descending();
    Comparator<Row> time = by(Row::start, false);
    Comparator<Row> rows;
    if (measure != null) {
      int index = index(query, measure);
      rows = Orders.<BigDecimal>by(row -> row.values().get(index), descending);
      rows = rows.thenComparing(time);
    } else {
      rows = descending ? time.reversed() : time;
      rows = rows.thenComparing(Orders.<BigDecimal>by(row -> row.values().getFirst(), true));
    }
    for (int i = 0; i < query.by().size(); i++) {
      int key = i;
      rows = rows.thenComparing(keys(key));
    }
    return rows;
  }

  private static Comparator<Row> keys(int key) {
    return Comparator.comparing(
        (Row row) -> row.keys().get(key), Comparator.nullsLast(Orders::byCodePoints));
  }

  private static int byCodePoints(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return Arrays.compare(left, right);
  }

  /** What a row is ordered by. */
  private interface Key<T> {
    @Nullable T of(Row row);
  }

  private static <T extends Comparable<? super T>> Comparator<Row> by(
      Key<T> key, boolean descending) {
    Comparator<T> natural = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return (a, b) -> {
      T left = key.of(a);
      T right = key.of(b);
      if (left == null || right == null) {
        return Boolean.compare(left == null, right == null);
      }
      return natural.compare(left, right);
    };
  }
}
