package dev.plumbline.admin.tools.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.chargeback.Accounts;
import dev.plumbline.admin.world.Books;
import dev.plumbline.admin.world.World;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.price.Prices;
import io.modelcontextprotocol.spec.McpSchema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** preview_budget says of each request of a month what the gateway's own admission does to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewAgreesTest {
  private static final long SEED = 20251112;
  private static final int DAYS = 30;
  private static final Instant FROM = Month.END.minus(Duration.ofDays(DAYS));

  private final Prices prices = Prices.bundled();
  private final List<UsageEvent> events = Month.events(SEED, prices);
  private Path folder;
  private World world;
  private int ledgers;

  @BeforeAll
  void open(@TempDir Path home) {
    folder = home;
    Books.write(home, events);
    world = new World(home, null, Accounts.none(), Clock.fixed(Month.END, ZoneOffset.UTC));
    world.backend().put(Route.to("small", "openai", "gpt-4.1-nano"));
  }

  @AfterAll
  void close() {
    world.close();
  }

  static Stream<Budget> budgets() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    ZoneId newYork = ZoneId.of("America/New_York");
    ZoneId utc = ZoneId.of("UTC");
    Instant fair = Instant.parse("2025-10-20T09:00:00Z");
    Budget.Extra forAll =
        new Budget.Extra(new BigDecimal("2.5"), null, fair, fair.plus(Duration.ofDays(4)), "fair");
    Budget.Extra forOne =
        new Budget.Extra(
            new BigDecimal("3"),
            "support",
            Instant.parse("2025-10-25T20:00:00Z"),
            Instant.parse("2025-11-02T07:30:00Z"),
            "shift");
    return Stream.of(
        budget("a day", Level.DEPARTMENT, "marketing", "2.60", day(utc), AtLimit.REFUSE),
        budget(
            "a day of Berlin for each department",
            Level.DEPARTMENT,
            Scope.EACH,
            "3.40",
            day(berlin),
            AtLimit.REFUSE),
        budget(
            "a day of New York for each key",
            Level.KEY,
            Scope.EACH,
            "2.20",
            day(newYork),
            AtLimit.REFUSE),
        budget(
            "a week of Berlin",
            Level.DEPARTMENT,
            "engineering",
            "13.10",
            window(Period.WEEK, berlin),
            AtLimit.REFUSE),
        budget(
            "a week of New York for each key",
            Level.KEY,
            Scope.EACH,
            "9.4",
            window(Period.WEEK, newYork),
            AtLimit.REFUSE),
        budget(
            "a month for each environment",
            Level.ENVIRONMENT,
            Scope.EACH,
            "88",
            window(Period.MONTH, berlin),
            AtLimit.REFUSE),
        budget(
            "an hour for the organisation",
            Level.ORGANISATION,
            "acme",
            "2.2",
            window(Period.HOUR, newYork),
            AtLimit.REFUSE),
        budget(
            "any day for a model",
            Level.MODEL,
            "gpt-4o",
            "4.1",
            new Window(Period.DAY, true, utc),
            AtLimit.REFUSE),
        budget(
            "any week for each task",
            Level.TASK,
            Scope.EACH,
            "29",
            new Window(Period.WEEK, true, utc),
            AtLimit.REFUSE),
        budget(
            "in all",
            Level.ORGANISATION,
            Scope.EACH,
            "264",
            window(Period.TOTAL, utc),
            AtLimit.REFUSE),
        budget(
            "a day that only warns",
            Level.DEPARTMENT,
            Scope.EACH,
            "4.20",
            day(berlin),
            AtLimit.WARN),
        budget(
            "a day that degrades",
            Level.DEPARTMENT,
            Scope.EACH,
            "3.30",
            day(newYork),
            AtLimit.DEGRADE),
        budget(
            "a week that degrades for each key",
            Level.KEY,
            Scope.EACH,
            "9.5",
            window(Period.WEEK, berlin),
            AtLimit.DEGRADE),
        budget(
            "a day with a raise",
            Level.DEPARTMENT,
            Scope.EACH,
            "3.10",
            day(berlin),
            AtLimit.REFUSE,
            forAll),
        budget(
            "a day with raises for all and for one",
            Level.DEPARTMENT,
            Scope.EACH,
            "3.10",
            day(newYork),
            AtLimit.REFUSE,
            forAll,
            forOne));
  }

  private static Window day(ZoneId zone) {
    return window(Period.DAY, zone);
  }

  private static Window window(Period period, ZoneId zone) {
    return new Window(period, false, zone);
  }

  private static Budget budget(
      String name,
      Level level,
      String value,
      String limit,
      Window window,
      AtLimit atLimit,
      Budget.Extra... extras) {
    return new Budget(
        name.replace(' ', '-'),
        name,
        new Scope(level, value),
        new BigDecimal(limit),
        window,
        atLimit,
        atLimit == AtLimit.DEGRADE ? "small" : null,
        List.of(),
        List.of(extras),
        1);
  }

  @ParameterizedTest
  @MethodSource("budgets")
  void theGatewayWouldHaveDoneTheSame(Budget budget) {
    Instant start = budget.window().start(FROM);
    Instant begin = start.equals(Instant.EPOCH) ? FROM : start;
    List<UsageEvent> over;
    Path ledger = folder.resolve("real-" + ++ledgers + ".duckdb");
    try (RealAdmission real = new RealAdmission(ledger, prices, budget, RealAdmission.setUp())) {
      over = real.over(events, begin, FROM);
    }
    // Some have no room and most have, or nothing would be compared; each is a line of the answer.
    assertThat(users(over)).hasSizeBetween(5, 50);

    world.backend().put(budget);
    McpSchema.CallToolResult said =
        world.call("preview_budget", Map.of("budget", budget.id(), "days", DAYS));
    JsonNode preview = World.json(said);
    assertThat(said.isError()).as(TestClient.text(said)).isNotEqualTo(true);
    assertThat(users(preview)).isEqualTo(users(over));
    assertThat(preview.path("over").asInt()).isEqualTo(over.size());
    assertThat(preview.path("over_cost").decimalValue()).isEqualByComparingTo(cost(over));
    assertThat(Instant.parse(preview.path("first").asString())).isEqualTo(over.getFirst().time());
    List<UsageEvent> counted = events.stream().filter(event -> counts(budget, event)).toList();
    assertThat(preview.path("requests").asInt()).isEqualTo(counted.size());
    assertThat(preview.path("cost").decimalValue()).isEqualByComparingTo(cost(counted));
  }

  private static Set<String> users(JsonNode preview) {
    Set<String> users = new TreeSet<>();
    preview.path("hit").forEach(hit -> users.add(hit.path("user").asString()));
    return users;
  }

  private static Set<String> users(List<UsageEvent> events) {
    return events.stream()
        .map(event -> String.valueOf(event.attribution().user()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static BigDecimal cost(List<UsageEvent> events) {
    List<BigDecimal> costs = new ArrayList<>();
    events.forEach(event -> costs.add(Objects.requireNonNull(event.charge().cost()).total()));
    return costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean counts(Budget budget, UsageEvent event) {
    Scope scope = budget.scope();
    @Nullable String own =
        switch (scope.level()) {
          case ORGANISATION -> event.attribution().organisation();
          case DEPARTMENT -> event.attribution().department();
          case ENVIRONMENT -> event.attribution().environment();
          case TASK -> event.attribution().task();
          case MODEL -> event.model();
          case KEY -> event.attribution().key();
          default -> throw new IllegalArgumentException(scope.toString());
        };
    boolean covered = scope.each() || scope.value().equals(own);
    return covered && !event.time().isBefore(FROM);
  }
}
