package dev.plumbline.admin.chargeback.focus;

import dev.plumbline.admin.chargeback.Charge;
import dev.plumbline.admin.chargeback.Credit;
import dev.plumbline.admin.chargeback.Meter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Charges and credits as rows of FOCUS 1.4. */
public final class FocusRows {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String CURRENCY = "USD";
  private static final String OWN_NAME = "Plumbline";
  private static final int MILLION = 6;

  /** With this many decimals a price times any quantity is the cost to its last digit. */
  private static final int PRICE_SCALE = 24;

  private final ZoneId zone;
  private final Map<String, String> keyNames;

  /**
   * @param zone whose days and months are charge and billing periods
   * @param keyNames by their ids
   */
  public FocusRows(ZoneId zone, Map<String, String> keyNames) {
    this.zone = zone;
    this.keyNames = Map.copyOf(keyNames);
  }

  /** A charge of known cost. */
  public List<@Nullable Object> of(Charge charge) {
    BigDecimal billed = Objects.requireNonNull(charge.billed());
    BigDecimal list = Objects.requireNonNull(charge.list());
    Charge.Source source = charge.source();
    Map<String, Object> row = common(charge.day(), billed, list, source.organisation());
    row.put("ChargeCategory", "Usage");
    row.put("ChargeFrequency", "Usage-Based");
    row.put("PricingCategory", source.tier() == null ? "Standard" : "Other");
    row.put("InvoiceIssuerName", source.provider());
    row.put("HostProviderName", source.provider());
    row.put("ServiceProviderName", source.provider());
    row.put("ServiceName", source.provider() + " API");
    row.put(
        "ChargeDescription",
        "%s of %s (%s)".formatted(charge.meter().title(), source.model(), source.provider()));
    quantities(row, charge, billed, list);
    sku(row, charge);
    subAccount(row, source.department());
    put(row, "RegionId", source.location());
    String key = source.key();
    if (key != null) {
      row.put("ResourceId", key);
      row.put("ResourceType", "Virtual Key");
      put(row, "ResourceName", keyNames.get(key));
    }
    put(row, "Tags", tags(source));
    row.put("x_Meter", charge.meter().label());
    row.put("x_Model", source.model());
    put(row, "x_ServiceTier", source.tier());
    return FocusColumns.row(row);
  }

  /** A credit: a negative cost without a quantity. */
  public List<@Nullable Object> of(Credit credit) {
    BigDecimal amount = credit.amount().negate();
    Map<String, Object> row = common(credit.date(), amount, amount, null);
    row.put("ChargeCategory", "Credit");
    row.put("ChargeFrequency", "One-Time");
    row.put("ChargeDescription", credit.reason());
    row.put("InvoiceIssuerName", OWN_NAME);
    row.put("ServiceProviderName", OWN_NAME);
    row.put("ServiceName", OWN_NAME);
    subAccount(row, credit.department());
    return FocusColumns.row(row);
  }

  private Map<String, Object> common(
      LocalDate day, BigDecimal billed, BigDecimal list, @Nullable String organisation) {
    Map<String, Object> row = new HashMap<>();
    row.put("BilledCost", billed);
    row.put("EffectiveCost", billed);
    row.put("ContractedCost", billed);
    row.put("ListCost", list);
    row.put("BillingCurrency", CURRENCY);
    row.put("PricingCurrency", CURRENCY);
    row.put("BillingAccountId", organisation == null ? "default" : organisation);
    put(row, "BillingAccountName", organisation);
    row.put("ChargePeriodStart", start(day));
    row.put("ChargePeriodEnd", start(day.plusDays(1)));
    LocalDate month = day.withDayOfMonth(1);
    row.put("BillingPeriodStart", start(month));
    row.put("BillingPeriodEnd", start(month.plusMonths(1)));
    row.put("ServiceCategory", "AI and Machine Learning");
    row.put("ServiceSubcategory", "Generative AI");
    return row;
  }

  /** Tokens are priced by the million. */
  private static void quantities(
      Map<String, Object> row, Charge charge, BigDecimal billed, BigDecimal list) {
    boolean tokens = charge.unit() == Charge.Unit.TOKENS;
    BigDecimal priced = tokens ? charge.quantity().movePointLeft(MILLION) : charge.quantity();
    row.put("ConsumedQuantity", charge.quantity());
    row.put("ConsumedUnit", charge.unit().title());
    row.put("PricingQuantity", priced);
    row.put("PricingUnit", tokens ? "1000000 Tokens" : charge.unit().title());
    if (billed.signum() < 0 || list.signum() < 0) {
      // What takes back an earlier charge has no price of its own.
      row.put("ChargeClass", "Correction");
      return;
    }
    row.put("ContractedUnitPrice", price(billed, priced));
    row.put("ListUnitPrice", price(list, priced));
  }

  private static BigDecimal price(BigDecimal cost, BigDecimal quantity) {
    return cost.divide(quantity, PRICE_SCALE, RoundingMode.HALF_EVEN);
  }

  private static void sku(Map<String, Object> row, Charge charge) {
    Charge.Source source = charge.source();
    Meter meter = charge.meter();
    String sku = source.provider() + "/" + source.model();
    row.put("SkuId", sku);
    row.put("SkuMeter", meter.title());
    row.put(
        "SkuPriceId",
        "%s/%s/%s"
            .formatted(sku, source.tier() == null ? "standard" : source.tier(), meter.label()));
  }

  private static void subAccount(Map<String, Object> row, @Nullable String department) {
    if (department != null) {
      row.put("SubAccountId", department);
      row.put("SubAccountName", department);
      row.put("SubAccountType", "Department");
    }
  }

  private static @Nullable String tags(Charge.Source source) {
    ObjectNode tags = MAPPER.createObjectNode();
    tag(tags, "environment", source.environment());
    tag(tags, "project", source.project());
    tag(tags, "task", source.task());
    return tags.isEmpty() ? null : tags.toString();
  }

  private static void tag(ObjectNode tags, String name, @Nullable String value) {
    if (value != null) {
      tags.put(name, value);
    }
  }

  private static void put(Map<String, Object> row, String column, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      row.put(column, value);
    }
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
