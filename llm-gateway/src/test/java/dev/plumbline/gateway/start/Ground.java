package dev.plumbline.gateway.start;

import dev.plumbline.gateway.http.BodyLimits;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Settings;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.testkit.LocalPostgres;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.query.EventSearch;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway stands.
 *
 * @param database for keys, budgets and routes
 * @param ledger for usage
 * @param environment further variables of the gateway
 * @param keyFrom where providers have their keys; null for none
 * @param pace of the gateway
 */
record Ground(
    Path home,
    String database,
    String ledger,
    Map<String, String> environment,
    @Nullable String keyFrom,
    Clock clock,
    Pace pace) {
  private static final TimeRange EVER =
      new TimeRange(
          Instant.parse("2020-01-01T00:00:00Z"),
          Instant.parse("2100-01-01T00:00:00Z"),
          ZoneOffset.UTC);
  private static final int PAGE = 10_000;

  /** What no setting says. */
  record Pace(BodyLimits bodies, Duration ledgerEvery) {
    static final Pace USUAL = new Pace(BodyLimits.USUAL, Duration.ofSeconds(1));
  }

  /** In the embedded database of a home. */
  static Ground embedded(Path home) {
    return new Ground(
        home,
        "duckdb:" + home.resolve("control.duckdb"),
        "duckdb:" + home.resolve("ledger.duckdb"),
        Map.of(),
        null,
        Clock.systemUTC(),
        Pace.USUAL);
  }

  /** In PostgreSQL, the ledger too. */
  static Ground shared(Path home, LocalPostgres server) {
    String location =
        "postgresql://%s:%s@127.0.0.1:%d/postgres?schema=plumbline"
            .formatted(
                LocalPostgres.USER,
                URLEncoder.encode(LocalPostgres.PASSWORD, StandardCharsets.UTF_8),
                server.port());
    return shared(home, location);
  }

  /** The same by the location of a database. */
  static Ground shared(Path home, String location) {
    return new Ground(home, location, location, Map.of(), null, Clock.systemUTC(), Pace.USUAL);
  }

  /** Whether several gateways can stand on it. */
  boolean shared() {
    return database.startsWith("postgres");
  }

  /** The same with another home. */
  Ground at(Path other) {
    return new Ground(other, database, ledger, environment, keyFrom, clock, pace);
  }

  /** The same with the ledger elsewhere. */
  Ground withLedger(String other) {
    return new Ground(home, database, other, environment, keyFrom, clock, pace);
  }

  /** The same with another clock. */
  Ground with(Clock other) {
    return new Ground(home, database, ledger, environment, keyFrom, other, pace);
  }

  /** The same with other limits of bodies. */
  Ground with(BodyLimits bodies) {
    Pace other = new Pace(bodies, pace.ledgerEvery());
    return new Ground(home, database, ledger, environment, keyFrom, clock, other);
  }

  /** The same with another wait of events for the ledger. */
  Ground recordingEvery(Duration time) {
    Pace other = new Pace(pace.bodies(), time);
    return new Ground(home, database, ledger, environment, keyFrom, clock, other);
  }

  /** The same with a variable in the environment. */
  Ground with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Ground(home, database, ledger, more, keyFrom, clock, pace);
  }

  /** The same with a key for providers in the environment. */
  Ground withProviderKey(String value) {
    Ground more = with("HOUSE_PROVIDER_KEY", value);
    return new Ground(
        home, database, ledger, more.environment, "env:HOUSE_PROVIDER_KEY", clock, pace);
  }

  /** The environment of a gateway on it. */
  Map<String, String> variables() {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PLUMBLINE_HOME", home.toString());
    all.put("PLUMBLINE_DATABASE", database);
    all.put("PLUMBLINE_LEDGER", ledger);
    return all;
  }

  /** How a gateway on it is set up. */
  GatewayOptions options() {
    Map<String, String> all = variables();
    Settings settings = Settings.load(GatewayOptions.SETTINGS, all, null);
    GatewayOptions usual = GatewayOptions.of("127.0.0.1", 0, settings, all);
    return new GatewayOptions(
        usual.host(),
        usual.port(),
        usual.home(),
        usual.database(),
        usual.ledger(),
        usual.priceFile(),
        usual.syncEvery(),
        pace.ledgerEvery(),
        usual.unboundedOutput(),
        pace.bodies(),
        usual.texts(),
        usual.textsKept(),
        usual.traces(),
        usual.proxies(),
        usual.tls(),
        usual.environment());
  }

  /** Starts a gateway on it. */
  Gateway start() {
    return Gateway.start(options(), clock);
  }

  /** What is in the ledger, oldest first. */
  List<UsageEvent> events() {
    List<UsageEvent> events = new ArrayList<>();
    try (LedgerReader reader = new Ledgers(Map.of()).reader(ledger)) {
      List<UsageEvent> page;
      do {
        page =
            reader.events(
                new EventSearch(EVER, List.of(), EventSearch.Order.OLDEST, PAGE, events.size()));
        events.addAll(page);
      } while (page.size() == PAGE);
    } catch (Failure.NotFound nothingWrittenYet) {
      return events;
    }
    return events;
  }
}
