package dev.plumbline.admin.tools.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.chargeback.Accounts;
import dev.plumbline.admin.chargeback.CreditFile;
import dev.plumbline.admin.chargeback.focus.FocusCheck;
import dev.plumbline.admin.chargeback.jdbc.Sql;
import dev.plumbline.admin.world.Books;
import dev.plumbline.admin.world.World;
import dev.plumbline.mcp.feature.Contents;
import dev.plumbline.mcp.feature.ResourceTemplate;
import dev.plumbline.mcp.file.ExportFolder;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.usage.UsageEvent;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ExportChargebackTest {
  private static final Instant FROM = Instant.parse("2025-09-30T22:00:00Z");
  private static final Instant TO = Instant.parse("2025-10-31T23:00:00Z");

  @TempDir Path home;
  @TempDir Path exports;

  @BeforeEach
  void fill() {
    List<UsageEvent> events = new ArrayList<>();
    events.add(Books.event("before", "2025-09-30T21:59:59Z", Books.of("ops")));
    events.add(Books.event("first", "2025-09-30T22:00:00Z", Books.of("ops", "project", "a\"b")));
    events.add(Books.event("last", "2025-10-31T22:59:59Z", Books.of(null)));
    events.add(Books.event("after", "2025-10-31T23:00:00Z", Books.of("ops")));
    for (int i = 0; i < 24; i++) {
      events.add(Books.event("dst" + i, "2025-10-26T%02d:30:00Z".formatted(i), Books.of("sales")));
    }
    for (String name : Books.HOSTILE) {
      events.add(Books.event(name, "2025-10-07T10:00:00Z", Books.of(name)));
    }
    events.add(Books.bill("bill", "2025-10-10T00:00:00Z", Books.of(null), "3.333333333333"));
    events.add(Books.bill("refund", "2025-10-10T00:00:01Z", Books.of("ops"), "-0.500000000001"));
    events.add(Books.hit("hit", "2025-10-12T00:00:00Z", Books.of("ops"), "0.07"));
    events.add(Books.unpriced("odd", "2025-10-11T10:00:00Z", Books.of("ops")));
    Books.write(home, events);
  }

  private World world() throws IOException {
    Path file = home.resolve("credits.csv");
    Files.writeString(
        file, "date,department,amount_usd,reason\n2025-10-26,ops,1.50,\"=outage, \"\"26th\"\"\"\n");
    return new World(
        home,
        null,
        new Accounts(
            new CreditFile(file, true),
            new ExportFolder(Optional.of(exports.toString()), Accounts.EXPORTS)));
  }

  private static Map<String, Object> october(Object... more) {
    Map<String, Object> all = new HashMap<>(Map.of("period", "2025-10", "zone", "Europe/Berlin"));
    for (int i = 0; i < more.length; i += 2) {
      all.put(String.valueOf(more[i]), more[i + 1]);
    }
    return all;
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
    assertThat(parquet).hasSameSizeAs(csv);
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
      assertThat(
              hits.stream()
                  .map(row -> FocusCheck.number(row, "ListCost"))
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo("0.07");
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

  @ParameterizedTest
  @ValueSource(strings = {"../october.csv", "/tmp/october.csv", "a/b.csv", "..", ".hidden"})
  void aPathIsRefused(String file) throws IOException {
    try (World world = world()) {
      McpSchema.CallToolResult result = world.make("export_chargeback", october("file", file));
      assertThat(result.isError()).isTrue();
      assertThat(TestClient.text(result)).contains("no plain file name", Accounts.EXPORTS);
      assertThat(exports).isEmptyDirectory();
    }
  }

  @Test
  void anExistingFileIsReplacedOnlyWhenTold() throws IOException {
    Path file = Files.writeString(exports.resolve("october.csv"), "mine");
    try (World world = world()) {
      assertThat(world.make("export_chargeback", october("file", "october.csv")).isError())
          .isTrue();
      assertThat(file).hasContent("mine");
      Map<String, Object> told = october("file", "october.csv", "overwrite", true);
      assertThat(TestClient.text(world.call("export_chargeback", told))).contains("replacing");
      assertThat(file).hasContent("mine");
      world.confirm("export_chargeback", told);
      assertThat(FocusCheck.csv(Files.readString(file))).isNotEmpty();
    }
  }

  @Test
  void whatIsTooLongForAnAnswerIsAResource() throws IOException {
    try (World world = world()) {
      McpSchema.CallToolResult long_ = world.call("export_chargeback", october());
      assertThat(TestClient.text(long_)).contains("too long for an answer");
      assertThat(World.json(long_).path("uri").asString())
          .isEqualTo("chargeback://Europe%2FBerlin/2025-10-01..2025-10-31/focus.csv");
      Map<String, String> variables =
          Map.of("zone", "Europe/Berlin", "period", "2025-10-01..2025-10-31");
      Contents.Text csv = (Contents.Text) template(world, "focus.csv").read(variables);
      Contents.Binary parquet = (Contents.Binary) template(world, "focus.parquet").read(variables);
      Path file = exports.resolve("resource.parquet");
      Files.write(file, Base64.getDecoder().decode(parquet.base64()));
      assertThat(total(FocusCheck.parquet(file), "Usage"))
          .isEqualByComparingTo(total(FocusCheck.csv(csv.text()), "Usage"));
    }
  }

  private static ResourceTemplate template(World world, String name) {
    return world.features().templates().stream()
        .filter(template -> template.uriTemplate().endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static String inline(McpSchema.CallToolResult result) {
    return result.content().stream()
        .filter(McpSchema.EmbeddedResource.class::isInstance)
        .map(McpSchema.EmbeddedResource.class::cast)
        .map(McpSchema.EmbeddedResource::resource)
        .map(McpSchema.TextResourceContents.class::cast)
        .map(McpSchema.TextResourceContents::text)
        .findFirst()
        .orElseThrow(() -> new AssertionError(TestClient.text(result)));
  }

  private static Set<String> texts(List<Map<String, @Nullable String>> rows, String column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static BigDecimal total(List<Map<String, @Nullable String>> rows, String category) {
    return rows.stream()
        .filter(row -> category.equals(row.get("ChargeCategory")))
        .map(row -> FocusCheck.number(row, "BilledCost"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
