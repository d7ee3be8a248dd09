package dev.plumbline.admin.chargeback.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.chargeback.jdbc.Sql;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks exports against the specification's list of columns, value by value. */
public final class FocusCheck {
  private static final Map<String, Rule> RULES = new TreeMap<>();

  private enum Type {
    TEXT("VARCHAR", ".+"),
    DECIMAL("DECIMAL", "-?(0|[1-9]\\d*)(\\.\\d+)?"),
    TIME("TIMESTAMP WITH TIME ZONE", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
    JSON("VARCHAR", "\\{.+\\}");

    private final String sql;
    private final String form;

    Type(String sql, String form) {
      this.sql = sql;
      this.form = form;
    }
  }

  private record Rule(Type type, boolean nullable, List<String> allowed) {}

  private static void rule(Type type, boolean nullable, String names, String... allowed) {
    for (String name : names.split(" ", -1)) {
      RULES.put(name, new Rule(type, nullable, List.of(allowed)));
    }
  }

  static {
    rule(Type.DECIMAL, false, "BilledCost ContractedCost EffectiveCost ListCost");
    rule(Type.TEXT, false, "BillingAccountId InvoiceIssuerName ServiceName ServiceProviderName");
    rule(Type.TEXT, true, "BillingAccountName ChargeDescription HostProviderName");
    rule(Type.TEXT, false, "BillingCurrency PricingCurrency", "USD");
    rule(Type.TIME, false, "BillingPeriodStart BillingPeriodEnd ChargePeriodStart ChargePeriodEnd");
    rule(Type.TEXT, false, "ChargeCategory", "Usage", "Credit");
    rule(Type.TEXT, true, "ChargeClass", "Correction");
    rule(Type.DECIMAL, true, "PricingQuantity ConsumedQuantity ListUnitPrice ContractedUnitPrice");
    rule(Type.TEXT, true, "PricingUnit", "1000000 Tokens", "Tokens", "Requests", "Charges");
    rule(Type.TEXT, true, "ConsumedUnit", "Tokens", "Requests", "Charges");
    rule(Type.TEXT, false, "ServiceCategory", "AI and Machine Learning");
    rule(Type.TEXT, false, "ServiceSubcategory", "Generative AI");
    rule(Type.TEXT, false, "ChargeFrequency", "Usage-Based", "One-Time", "Recurring");
    rule(Type.TEXT, true, "PricingCategory", "Standard", "Dynamic", "Committed", "Other");
    rule(Type.TEXT, true, "SkuId SkuMeter SkuPriceId SubAccountId SubAccountName SubAccountType");
    rule(Type.TEXT, true, "RegionId ResourceId ResourceName ResourceType");
    rule(Type.JSON, true, "Tags");
  }

  private FocusCheck() {}

  /** The rows of a CSV text that passed; values as an escaped cell holds them. */
  public static List<Map<String, @Nullable String>> csv(String text) {
    // An empty cell without quotes is null, one with quotes an empty text.
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setNullString("")
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .get();
    List<Map<String, @Nullable String>> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      header(parser.getHeaderNames());
      for (CSVRecord line : parser) {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        assertThat(line.size()).isEqualTo(parser.getHeaderNames().size());
        parser.getHeaderNames().forEach(name -> row.put(name, line.get(name)));
        rows.add(row);
      }
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
    rows.forEach(FocusCheck::row);
    return rows;
  }

  /** The rows of a Parquet file that passed. */
  public static List<Map<String, @Nullable String>> parquet(Path file) {
    List<Sql.Typed> columns = Sql.columns(file);
    header(columns.stream().map(Sql.Typed::name).toList());
    for (Sql.Typed column : columns) {
      Rule rule = RULES.get(column.name());
      if (rule != null) {
        assertThat(column.type()).as(column.name()).startsWith(rule.type.sql);
      }
    }
    List<Map<String, @Nullable String>> rows = Sql.rows(file);
    rows.forEach(FocusCheck::row);
    return rows;
  }

  private static void header(List<String> names) {
    List<String> own = names.stream().filter(name -> !name.startsWith("x_")).toList();
    List<String> custom = names.stream().filter(name -> name.startsWith("x_")).toList();
    assertThat(own).containsExactlyElementsOf(RULES.keySet());
    assertThat(custom).isSorted().allMatch(name -> name.matches("x_[A-Z][A-Za-z]+"));
    assertThat(names.subList(own.size(), names.size())).isEqualTo(custom);
  }

  private static void row(Map<String, @Nullable String> row) {
    RULES.forEach((name, rule) -> {
      String value = row.get(name);
      if (value == null) {
        assertThat(rule.nullable).as("%s in %s", name, row).isTrue();
        return;
      }
      assertThat(value).as(name).matches("(?s)" + rule.type.form);
      if (!rule.allowed.isEmpty()) {
        assertThat(rule.allowed).as(name).contains(value);
      }
    });
    periods(row);
    together(row, "SubAccountId", "SubAccountType");
    together(row, "ResourceId", "ResourceType");
    together(row, "PricingQuantity", "PricingUnit");
    together(row, "ConsumedQuantity", "ConsumedUnit");
    String tags = row.get("Tags");
    if (tags != null) {
      JsonNode json = new JsonMapper().readTree(tags);
      assertThat(json.isObject()).isTrue();
      json.values().forEach(value -> assertThat(value.isString()).as(tags).isTrue());
    }
    if ("Usage".equals(row.get("ChargeCategory"))) {
      usage(row);
    } else {
      assertThat(number(row, "BilledCost")).isNegative();
      assertThat(number(row, "ListCost")).isEqualByComparingTo(number(row, "BilledCost"));
      assertThat(row.get("ConsumedQuantity")).isNull();
    }
  }

  private static void periods(Map<String, @Nullable String> row) {
    Instant start = time(row, "ChargePeriodStart");
    Instant end = time(row, "ChargePeriodEnd");
    assertThat(start).isBefore(end).isAfterOrEqualTo(time(row, "BillingPeriodStart"));
    assertThat(end).isBeforeOrEqualTo(time(row, "BillingPeriodEnd"));
  }

  private static void usage(Map<String, @Nullable String> row) {
    for (String name :
        List.of("SkuId", "SkuMeter", "SkuPriceId", "PricingCategory", "ConsumedQuantity")) {
      assertThat(row.get(name)).as(name).isNotNull();
    }
    assertThat(number(row, "ConsumedQuantity")).isPositive();
    if (row.get("ChargeClass") == null) {
      priced(row, "ListUnitPrice", "ListCost");
      priced(row, "ContractedUnitPrice", "ContractedCost");
    }
  }

  private static void priced(Map<String, @Nullable String> row, String price, String cost) {
    assertThat(number(row, price)).isNotNegative();
    BigDecimal product = number(row, price).multiply(number(row, "PricingQuantity"));
    assertThat(product.setScale(12, RoundingMode.HALF_EVEN))
        .as("%s of %s", cost, row)
        .isEqualByComparingTo(number(row, cost));
  }

  private static void together(Map<String, @Nullable String> row, String one, String other) {
    assertThat(row.get(one) == null).as(one + " and " + other).isEqualTo(row.get(other) == null);
  }

  /** A number of a row. */
  public static BigDecimal number(Map<String, @Nullable String> row, String name) {
    return new BigDecimal(Objects.requireNonNull(row.get(name), name));
  }

  private static Instant time(Map<String, @Nullable String> row, String name) {
    return Instant.parse(Objects.requireNonNull(row.get(name), name));
  }
}
