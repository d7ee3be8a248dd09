package dev.plumbline.admin.chargeback.export;

import dev.plumbline.admin.chargeback.Charge;
import dev.plumbline.admin.chargeback.Credit;
import dev.plumbline.admin.chargeback.table.Column;
import dev.plumbline.admin.chargeback.table.Column.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Charges and credits as rows for a spreadsheet; an unknown cost is empty. */
final class PlainColumns {
  static final List<Column> ALL =
      List.of(
          new Column("day", Kind.DATE),
          new Column("organisation", Kind.TEXT),
          new Column("department", Kind.TEXT),
          new Column("environment", Kind.TEXT),
          new Column("project", Kind.TEXT),
          new Column("task", Kind.TEXT),
          new Column("key", Kind.TEXT),
          new Column("key_name", Kind.TEXT),
          new Column("provider", Kind.TEXT),
          new Column("model", Kind.TEXT),
          new Column("service_tier", Kind.TEXT),
          new Column("data_location", Kind.TEXT),
          new Column("kind", Kind.TEXT),
          new Column("quantity", Kind.AMOUNT),
          new Column("unit", Kind.TEXT),
          new Column("cost_usd", Kind.AMOUNT),
          new Column("list_cost_usd", Kind.AMOUNT),
          new Column("note", Kind.TEXT));

  private PlainColumns() {}

  static List<@Nullable Object> of(Charge charge, Map<String, String> keyNames) {
    Charge.Source source = charge.source();
    String key = source.key();
    return Arrays.asList(
        charge.day(),
        source.organisation(),
        source.department(),
        source.environment(),
        source.project(),
        source.task(),
        key,
        key == null ? null : keyNames.get(key),
        source.provider(),
        source.model(),
        source.tier(),
        source.location(),
        charge.meter().label(),
        charge.quantity(),
        charge.unit().title(),
        charge.billed(),
        charge.list(),
        charge.billed() == null ? "price unknown" : null);
  }

  static List<@Nullable Object> of(Credit credit) {
    return Arrays.asList(
        credit.date(),
        null,
        credit.department(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "credit",
        null,
        null,
        credit.amount().negate(),
        credit.amount().negate(),
        credit.reason());
  }
}
