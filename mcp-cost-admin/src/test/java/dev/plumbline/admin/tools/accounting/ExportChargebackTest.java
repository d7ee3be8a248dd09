package dev.plumbline.admin.tools.accounting;

import static dev.plumbline.admin.tools.accounting.October.inline;
import static dev.plumbline.admin.tools.accounting.October.october;
import static dev.plumbline.admin.tools.accounting.October.texts;
import static dev.plumbline.admin.tools.accounting.October.total;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.chargeback.focus.FocusCheck;
import dev.plumbline.admin.chargeback.jdbc.Sql;
import dev.plumbline.admin.world.Books;
import dev.plumbline.admin.world.World;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExportChargebackTest {
  private static final Instant FROM = Instant.parse("2025-09-30T22:00:00Z");
  private static final Instant TO = Instant.parse("2025-10-31T23:00:00Z");

  @TempDir Path home;
  @TempDir Path exports;

  @BeforeEach
  void fill() {
    October.fill(home);
  }

  private World world() throws IOException {
    return October.world(home, exports);
  }

  @Test
  void bothFocusFilesPassAndTheirUsageIsTheLedgersTotal() throws IOException {
    JsonNode said;
    try (World world = world()) {
      said =
          World.json(
              world.make(
                  "export_chargeback", october("format", "focus_csv", "file", "october.csv")));
      world.make(
          "export_chargeback", october("format", "focus_parquet", "file", "october.parquet"));
    }
    BigDecimal ledger = Sql.cost(Books.ledger(home), FROM, TO);
    var csv = FocusCheck.csv(Files.readString(exports.resolve("october.csv")));
    var parquet = FocusCheck.parquet(exports.resolve("october.parquet"));
    assertThat(total(csv, "Usage")).isEqualByComparingTo(ledger);
    assertThat(total(parquet, "Usage")).isEqualByComparingTo(ledger);
    assertThat(total(csv, "Credit")).isEqualByComparingTo("-1.50");
    assertThat(total(parquet, "Credit")).isEqualByComparingTo("-1.50");
    assertThat(said.path("billed").decimalValue()).isEqualByComparingTo(ledger);
    assertThat(said.path("rows").asInt()).isEqualTo(csv.size());
    assertThat(said.path("unpricedTokens").asLong(said.path("unpriced_tokens").asLong()))
        .isEqualTo(1_500);
    assertThat(parquet).usingRecursiveComparison().isEqualTo(unescaped(csv));
    assertThat(texts(parquet, "SubAccountId")).containsAll(Books.HOSTILE);
    assertThat(texts(parquet, "x_Model")).doesNotContain("next-big-thing");
    try (var left = Files.list(exports)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void daysAndMetersAreRowsOfTheirOwn() throws IOException {
    try (World world = world()) {
      var rows =
          FocusCheck.csv(inline(world.call("export_chargeback", october("department", "sales"))));
      // One day of 25 hours and the hour after it, five meters each.
      assertThat(texts(rows, "ChargePeriodStart"))
          .containsExactly("2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z");
      assertThat(rows).hasSize(10);
      assertThat(texts(rows, "BillingPeriodStart")).containsExactly("2025-09-30T22:00:00Z");
      assertThat(texts(rows, "BillingPeriodEnd")).containsExactly("2025-10-31T23:00:00Z");
      assertThat(texts(rows, "x_Meter"))
          .containsExactly("cache_read", "cache_write", "other", "output", "uncached_input");
      var ops =
          FocusCheck.csv(inline(world.call("export_chargeback", october("department", "ops"))));
      var hits = ops.stream().filter(row -> "batch".equals(row.get("x_ServiceTier"))).toList();
      assertThat(total(hits, "Usage")).isZero();
      BigDecimal listed = BigDecimal.ZERO;
      for (Map<String, @Nullable String> row : hits) {
        listed = listed.add(FocusCheck.number(row, "ListCost"));
      }
      assertThat(listed).isEqualByComparingTo("0.07");
      assertThat(texts(hits, "RegionId")).containsExactly("eu");
      var credit = ops.stream().filter(row -> "Credit".equals(row.get("ChargeCategory"))).toList();
      assertThat(texts(credit, "ChargeDescription")).containsExactly("'=outage, \"26th\"");
    }
  }

  @Test
  void noCellBeginsAFormulaAndUnknownCostsAreEmpty() throws IOException {
    try (World world = world()) {
      world.make("export_chargeback", october("format", "csv", "file", "plain.csv"));
      world.make("export_chargeback", october("file", "focus.csv"));
    }
    String focus = Files.readString(exports.resolve("focus.csv"));
    Set<String> departments = texts(FocusCheck.csv(focus), "SubAccountId");
    assertThat(departments).contains("'=cmd|'/C calc'!A0", "'-two\nlines", "'@SUM(A1:A9)");
    assertThat(departments).noneMatch(name -> "=+-@\t\r\n".indexOf(name.charAt(0)) >= 0);
    String plain = Files.readString(exports.resolve("plain.csv"));
    assertThat(plain.lines().filter(line -> line.contains("next-big-thing")))
        .hasSize(2)
        .allMatch(line -> line.endsWith(",Tokens,,,price unknown"));
    assertThat(plain).contains("2025-10-26,,ops,,,,,,,,,,credit,,,-1.5,-1.5,");
  }

  @Test
  void anEmptyPeriodIsAHeaderAlone() throws IOException {
    try (World world = world()) {
      Map<String, Object> empty = Map.of("period", "2024-02");
      String text = inline(world.call("export_chargeback", empty));
      assertThat(FocusCheck.csv(text)).isEmpty();
      assertThat(text).hasLineCount(1);
      world.make(
          "export_chargeback",
          Map.of("period", "2024-02", "format", "focus_parquet", "file", "e.parquet"));
      assertThat(FocusCheck.parquet(exports.resolve("e.parquet"))).isEmpty();
    }
  }

  /** What a cell was before an apostrophe kept it from being run. */
  private static List<Map<String, @Nullable String>> unescaped(
      List<Map<String, @Nullable String>> rows) {
    rows.forEach(row ->
        row.replaceAll((_, value) ->
            value != null && value.matches("(?s)'[=+@\\t-].*") ? value.substring(1) : value));
    return rows;
  }
}
