package dev.plumbline.admin.chargeback;

import dev.plumbline.kernel.Money;
import dev.plumbline.usage.analysis.Shares;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One row of a day's usage, cut into meters. */
final class DayRow {
  /** What a row has to tell. */
  static final List<Measure> MEASURES =
      Stream.concat(
              Stream.of(Measure.COST, Measure.LIST_COST, Measure.REQUESTS),
              Stream.of(Meter.values())
                  .flatMap(meter -> Stream.of(meter.cost(), meter.tokens()))
                  .filter(Objects::nonNull))
          .toList();

  private final UsageTable table;
  private final UsageTable.Row row;
  private final String priced;

  DayRow(UsageTable table, UsageTable.Row row) {
    this.table = table;
    this.row = row;
    this.priced = String.valueOf(row.keys().getLast());
  }

  /** A charge for each meter that counted or cost something; together they are the whole row. */
  List<Charge> charges(LocalDate day) {
    List<Meter> meters = meters();
    List<BigDecimal> lists = priced.equals("no") ? List.of() : lists(meters);
    Charge.Source source = source();
    List<Charge> charges = new ArrayList<>();
    for (int i = 0; i < meters.size(); i++) {
      Meter meter = meters.get(i);
      BigDecimal quantity = quantity(meter);
      charges.add(
          new Charge(
              day,
              source,
              meter,
              quantity.signum() > 0 ? quantity : BigDecimal.ONE,
              quantity.signum() > 0 ? unit(meter) : Charge.Unit.CHARGES,
              lists.isEmpty() ? null : Money.exact(table.amount(row, meter.cost())),
              lists.isEmpty() ? null : lists.get(i)));
    }
    return charges;
  }

  private List<Meter> meters() {
    List<Meter> meters = new ArrayList<>();
    for (Meter meter : Meter.values()) {
      boolean counted = meter.tokens() != null && quantity(meter).signum() > 0;
      if (counted || table.amount(row, meter.cost()).signum() != 0) {
        meters.add(meter);
      }
    }
    boolean worth = priced.equals("no") || table.amount(row, Measure.LIST_COST).signum() != 0;
    if (meters.isEmpty() && worth && quantity(Meter.OTHER).signum() > 0) {
      meters.add(Meter.OTHER);
    }
    return meters;
  }

  /** The list cost is known as a whole only: cut like what was billed, else by tokens. */
  private List<BigDecimal> lists(List<Meter> meters) {
    List<BigDecimal> billed = new ArrayList<>();
    List<BigDecimal> counted = new ArrayList<>();
    for (Meter meter : meters) {
      billed.add(Money.exact(table.amount(row, meter.cost())));
      counted.add(meter.tokens() == null ? BigDecimal.ZERO : quantity(meter));
    }
    if (priced.equals("cost") || meters.isEmpty()) {
      return billed;
    }
    BigDecimal list = Money.exact(table.amount(row, Measure.LIST_COST));
    List<BigDecimal> weights = usable(billed) ? billed : usable(counted) ? counted : null;
    return Shares.of(
        list, weights == null ? meters.stream().map(_ -> BigDecimal.ONE).toList() : weights, 12);
  }

  private static boolean usable(List<BigDecimal> weights) {
    boolean positive = weights.stream().allMatch(weight -> weight.signum() >= 0);
    return positive && weights.stream().anyMatch(weight -> weight.signum() > 0);
  }

  private BigDecimal quantity(Meter meter) {
    Measure tokens = meter.tokens();
    return table.amount(row, tokens == null ? Measure.REQUESTS : tokens);
  }

  private static Charge.Unit unit(Meter meter) {
    return meter.tokens() == null ? Charge.Unit.REQUESTS : Charge.Unit.TOKENS;
  }

  private Charge.Source source() {
    return new Charge.Source(
        key(0),
        key(1),
        key(2),
        key(3),
        key(4),
        key(5),
        named(key(6)),
        named(key(7)),
        key(8),
        key(9));
  }

  private @Nullable String key(int column) {
    String value = row.keys().get(column);
    return value == null || value.isBlank() ? null : value;
  }

  private static String named(@Nullable String value) {
    return value == null ? "unknown" : value;
  }
}
