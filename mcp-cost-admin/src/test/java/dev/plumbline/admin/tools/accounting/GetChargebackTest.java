package dev.plumbline.admin.tools.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.chargeback.Accounts;
import dev.plumbline.admin.chargeback.CreditFile;
import dev.plumbline.admin.chargeback.jdbc.Sql;
import dev.plumbline.admin.world.Books;
import dev.plumbline.admin.world.World;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GetChargebackTest {
  private static final Map<String, Object> OCTOBER =
      Map.of("period", "2025-10", "zone", "Europe/Berlin");

  @TempDir Path home;

  private World world(String credits) throws IOException {
    CreditFile file = new CreditFile(Files.writeString(home.resolve("credits.csv"), credits), true);
    return new World(
        home, null, new Accounts(file, new ExportFolder(Optional.empty(), Accounts.EXPORTS)));
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> all = new HashMap<>(OCTOBER);
    all.put(name, value);
    return all;
  }

  /** The first and last hour of October in Berlin, whose clocks went back on the 26th. */
  private static List<UsageEvent> events() {
    List<UsageEvent> events = new ArrayList<>();
    events.add(Books.event("before", "2025-09-30T21:59:59Z", Books.of("ops")));
    events.add(Books.event("first", "2025-09-30T22:00:00Z", Books.of("ops", "project", "apollo")));
    events.add(Books.event("last", "2025-10-31T22:59:59Z", Books.of("sales")));
    events.add(Books.event("after", "2025-10-31T23:00:00Z", Books.of("sales")));
    for (int i = 0; i < 30; i++) {
      events.add(
          Books.event(
              "e" + i,
              "2025-10-26T%02d:30:00Z".formatted(i % 24),
              Books.of(i % 3 == 0 ? "ops" : i % 3 == 1 ? "sales" : null)));
    }
    events.add(Books.bill("bill", "2025-10-10T00:00:00Z", Books.of(null), "3.333333333333"));
    events.add(Books.unpriced("odd", "2025-10-11T10:00:00Z", Books.of("ops")));
    return events;
  }

  @Test
  void allColumnsAddUpToTheLedger() throws IOException {
    Books.write(home, events());
    BigDecimal ledger;
    try (World world = world("date,department,amount_usd,reason\n2025-10-05,ops,0.25,outage\n")) {
      for (String rule : List.of("proportional", "equal", "by_requests")) {
        McpSchema.CallToolResult result = world.call("get_chargeback", with("rule", rule));
        JsonNode json = World.json(result);
        assertThat(json.path("rule").asString()).isEqualTo(rule);
        BigDecimal total = amount(json, "total");
        assertThat(TestClient.text(result)).contains("$" + total.setScale(12).toPlainString());
        assertThat(sum(json, "own")).isEqualByComparingTo(amount(json, "own"));
        assertThat(sum(json, "shared")).isEqualByComparingTo(amount(json, "shared"));
        assertThat(amount(json, "own").add(amount(json, "shared"))).isEqualByComparingTo(total);
        assertThat(sum(json, "due")).isEqualByComparingTo(amount(json, "due"));
        assertThat(amount(json, "due"))
            .isEqualByComparingTo(total.subtract(new BigDecimal("0.25")));
        assertThat(json.path("unpriced").asLong()).isEqualTo(1);
        assertThat(TestClient.text(result))
            .contains("1 request of unknown price", "(Europe/Berlin)", "−$0.25");
      }
      ledger = amount(World.json(world.call("get_chargeback", OCTOBER)), "total");
      for (String level : List.of("environment", "project", "key")) {
        JsonNode other = World.json(world.call("get_chargeback", with("level", level)));
        assertThat(amount(other, "total")).as(level).isEqualByComparingTo(ledger);
      }
    }
    Instant from = Instant.parse("2025-09-30T22:00:00Z");
    Instant to = Instant.parse("2025-10-31T23:00:00Z");
    assertThat(Sql.cost(Books.ledger(home), from, to)).isEqualByComparingTo(ledger).isPositive();
  }

  @Test
  void aDepartmentsBudgetStandsBesideItsOwnCosts() throws IOException {
    Books.write(home, events());
    try (World world = world("date,department,amount_usd,reason\n")) {
      world.confirm(
          "set_budget",
          Map.of(
              "level",
              "department",
              "value",
              "ops",
              "limit_usd",
              40,
              "period",
              "month",
              "zone",
              "Europe/Berlin"));
      JsonNode rows = World.json(world.call("get_chargeback", OCTOBER)).path("rows");
      for (JsonNode row : rows) {
        boolean ops = row.path("name").asString().equals("ops");
        assertThat(row.path("budget").decimalValue(BigDecimal.ZERO))
            .isEqualByComparingTo(ops ? "40" : "0");
      }
    }
  }

  @Test
  void creditsOfADepartmentWithoutCostsAreOwedToIt() throws IOException {
    try (World world = world("date,department,amount_usd,reason\n2025-10-05,legal,5,gift\n")) {
      JsonNode json = World.json(world.call("get_chargeback", OCTOBER));
      assertThat(amount(json, "total")).isZero();
      assertThat(amount(json, "due")).isEqualByComparingTo("-5");
      assertThat(json.path("rows")).hasSize(1);
      String keys = TestClient.text(world.call("get_chargeback", with("level", "key")));
      assertThat(keys).contains("Credits belong to departments");
    }
  }

  @Test
  void hostileNamesAreQuotedAndABrokenFileOfCreditsIsToldOf() throws IOException {
    List<UsageEvent> events = new ArrayList<>();
    for (String name : Books.HOSTILE) {
      events.add(Books.event(name, "2025-10-07T10:00:00Z", Books.of(name)));
    }
    Books.write(home, events);
    try (World world = world("date,department,amount_usd,reason\n")) {
      String text = TestClient.text(world.call("get_chargeback", OCTOBER));
      assertThat(text).contains("‹=cmd¦'/C calc'!A0›", "‹¦ pipe ¦ and <marks>›");
      Files.writeString(home.resolve("credits.csv"), "date,department,amount_usd,reason\nx,y,z,w");
      McpSchema.CallToolResult broken = world.call("get_chargeback", OCTOBER);
      assertThat(broken.isError()).isTrue();
      assertThat(TestClient.text(broken)).contains("Record 2", "‹x›");
    }
  }

  private static BigDecimal amount(JsonNode json, String name) {
    return json.path(name).decimalValue();
  }

  private static BigDecimal sum(JsonNode json, String name) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode row : json.path("rows")) {
      sum = sum.add(amount(row, name));
    }
    return sum;
  }
}
