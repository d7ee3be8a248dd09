package dev.plumbline.admin.chargeback.focus;

import dev.plumbline.admin.chargeback.table.Column;
import dev.plumbline.admin.chargeback.table.Column.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of an export in FOCUS: its own by name, then ours. */
public final class FocusColumns {
  /** All of them, in order. */
  public static final List<Column> ALL =
      List.of(
          new Column("BilledCost", Kind.AMOUNT),
          new Column("BillingAccountId", Kind.TEXT),
          new Column("BillingAccountName", Kind.TEXT),
          new Column("BillingCurrency", Kind.TEXT),
          new Column("BillingPeriodEnd", Kind.TIME),
          new Column("BillingPeriodStart", Kind.TIME),
          new Column("ChargeCategory", Kind.TEXT),
          new Column("ChargeClass", Kind.TEXT),
          new Column("ChargeDescription", Kind.TEXT),
          new Column("ChargeFrequency", Kind.TEXT),
          new Column("ChargePeriodEnd", Kind.TIME),
          new Column("ChargePeriodStart", Kind.TIME),
          new Column("ConsumedQuantity", Kind.AMOUNT),
          new Column("ConsumedUnit", Kind.TEXT),
          new Column("ContractedCost", Kind.AMOUNT),
          new Column("ContractedUnitPrice", Kind.PRICE),
          new Column("EffectiveCost", Kind.AMOUNT),
          new Column("HostProviderName", Kind.TEXT),
          new Column("InvoiceIssuerName", Kind.TEXT),
          new Column("ListCost", Kind.AMOUNT),
          new Column("ListUnitPrice", Kind.PRICE),
          new Column("PricingCategory", Kind.TEXT),
          new Column("PricingCurrency", Kind.TEXT),
          new Column("PricingQuantity", Kind.AMOUNT),
          new Column("PricingUnit", Kind.TEXT),
          new Column("RegionId", Kind.TEXT),
          new Column("ResourceId", Kind.TEXT),
          new Column("ResourceName", Kind.TEXT),
          new Column("ResourceType", Kind.TEXT),
          new Column("ServiceCategory", Kind.TEXT),
          new Column("ServiceName", Kind.TEXT),
          new Column("ServiceProviderName", Kind.TEXT),
          new Column("ServiceSubcategory", Kind.TEXT),
          new Column("SkuId", Kind.TEXT),
          new Column("SkuMeter", Kind.TEXT),
          new Column("SkuPriceId", Kind.TEXT),
          new Column("SubAccountId", Kind.TEXT),
          new Column("SubAccountName", Kind.TEXT),
          new Column("SubAccountType", Kind.TEXT),
          new Column("Tags", Kind.TEXT),
          new Column("x_Meter", Kind.TEXT),
          new Column("x_Model", Kind.TEXT),
          new Column("x_ServiceTier", Kind.TEXT));

  private FocusColumns() {}

  /** The values of a row in the order of the columns. */
  static List<@Nullable Object> row(Map<String, Object> values) {
    List<@Nullable Object> row = new ArrayList<>();
    int found = 0;
    for (Column column : ALL) {
      Object value = values.get(column.name());
      found += value == null ? 0 : 1;
      row.add(value);
    }
    if (found != values.size()) {
      throw new IllegalArgumentException("there are no such columns: " + values.keySet());
    }
    return row;
  }
}
