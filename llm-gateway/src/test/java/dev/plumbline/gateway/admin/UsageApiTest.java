package dev.plumbline.gateway.admin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.gateway.admin.AdminHouse.Reply;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.remote.GatewayAddress;
import dev.plumbline.usage.remote.GatewayToken;
import dev.plumbline.usage.remote.RemoteLedger;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Events that are imported, and the ledger as other programs see it. */
// The tests take seconds, and their day is that of their start.
@SuppressWarnings("TimeInStaticInitializer")
@ParameterizedClass(name = "{0}")
@ArgumentsSource(Databases.class)
final class UsageApiTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final TimeRange TODAY =
      new TimeRange(NOW.minusSeconds(86_400), NOW.plusSeconds(86_400), ZoneOffset.UTC);

  @TempDir Path home;
  private final Database database;

  private AdminHouse house;

  UsageApiTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void start() {
    house = new AdminHouse(home, database.empty());
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private RemoteLedger ledger(String token) {
    return new RemoteLedger(
        new GatewayAddress(house.url()),
        new GatewayToken(Optional.of(token), new PlumblineHome(home)));
  }

  private static String event(String id, String dollars) {
    return """
    {"id":"%s","time":"%s","provider":"openai","model":"gpt-5","source":"elsewhere",\
    "attribution":{"organisation":"acme","user":"ada"},"charge":{"cost":{"output":"%s"}}}
    """
        .formatted(id, NOW, dollars);
  }

  @Test
  void importedEventsAreThereOnceToTheLastDigit() {
    String events = event("a", "0.100000000001") + "\n" + event("b", "0.2");
    Reply first = house.send("POST", "import", events, "content-type", "application/x-ndjson");
    assertThat(first.status()).as(first.said()).isEqualTo(200);
    assertThat(first.json().path("added").asInt()).isEqualTo(2);
    Reply again = house.send("POST", "import", events + event("c", "0.3"));
    assertThat(again.json().path("added").asInt()).isEqualTo(1);
    assertThat(again.json().path("known").asInt()).isEqualTo(2);
    try (RemoteLedger ledger = ledger(house.token(Role.READER))) {
      UsageQuery query = UsageQuery.of(TODAY, Measure.COST, Measure.REQUESTS).by(Dimension.USER);
      var row = ledger.query(query).rows().getFirst();
      assertThat(row.keys()).containsExactly("ada");
      assertThat(row.values().getFirst()).isEqualByComparingTo("0.600000000001");
      assertThat(ledger.known(List.of("a", "z"))).isEqualTo(Set.of("a"));
      assertThat(requireNonNull(ledger.event("a").orElseThrow().charge().cost()).total())
          .isEqualTo(new BigDecimal("0.100000000001"));
      assertThat(ledger.health().sources().getFirst().name()).isEqualTo("elsewhere");
    }
  }

  @Test
  void budgetsCountTheGatewaysEventsThatAreImported() {
    String budget =
        "{\"id\":\"adas\",\"scope\":{\"level\":\"user\",\"value\":\"ada\"},\"limit_usd\":100,"
            + "\"window\":{\"period\":\"total\"}}";
    assertThat(house.send("POST", "budgets", budget).status()).isEqualTo(201);
    assertThat(spent()).isEqualByComparingTo("0");
    house.send("POST", "import", event("elsewhere", "7"));
    assertThat(spent()).isEqualByComparingTo("0");
    house.send("POST", "import", ours(event("a", "12.5")));
    assertThat(spent()).isEqualByComparingTo("12.5");
    house.send("POST", "import", ours(event("a", "12.5") + event("b", "0.25")));
    assertThat(spent()).isEqualByComparingTo("12.75");
  }

  private static String ours(String events) {
    return events.replace("\"source\":\"elsewhere\"", "\"source\":\"gateway\"");
  }

  private BigDecimal spent() {
    return house.get("budget-states?budget=adas").json().at("/items/0/spent_usd").decimalValue();
  }

  @Test
  void oneWrongLineKeepsAllOut() {
    Reply wrong = house.send("POST", "import", event("a", "1") + "\n{\"id\":\"b\"}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.said()).contains("Line 3", "time", "Nothing was added");
    assertThat(house.send("POST", "import", event("a", "-1E+30")).status()).isEqualTo(400);
    assertThat(house.send("POST", "import", event("a", "1").replace("user", "usr")).said())
        .contains("usr");
    assertThat(house.send("POST", "usage/known", "{\"ids\":[\"a\"]}").code())
        .isEqualTo("not_found");
  }

  @Test
  void anImportWithoutPricesIsPricedFromTheCatalog() {
    String unpriced =
        """
        {"id":"u","time":"%s","provider":"openai","model":"gpt-4o-mini","source":"elsewhere",\
        "tokens":{"uncached_input":1000000}}\
        """
            .formatted(NOW);
    house.send("POST", "import", unpriced);
    try (RemoteLedger ledger = ledger(house.admin())) {
      var charge = ledger.event("u").orElseThrow().charge();
      assertThat(requireNonNull(charge.cost()).total()).isPositive();
      assertThat(charge.catalog()).isNotBlank();
    }
  }

  @Test
  void wrongQuestionsAreRefusedAsTheyAreLocally() {
    house.send("POST", "import", event("a", "1"));
    try (RemoteLedger ledger = ledger(house.admin())) {
      assertThatThrownBy(() -> ledger.query(UsageQuery.of(TODAY, Measure.COST).top(0)))
          .isInstanceOf(Failure.InvalidInput.class);
    }
    try (RemoteLedger stranger = ledger("plt-wrong")) {
      assertThatThrownBy(stranger::health).isInstanceOf(Failure.Denied.class);
    }
    assertThat(house.send("POST", "usage/query", "{\"range\":{}}").said()).contains("from");
  }
}
