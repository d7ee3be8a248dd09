package dev.plumbline.gateway.start;

import dev.plumbline.control.Actor;
import dev.plumbline.control.ControlFeed;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Provider;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.SpendHistory;
import dev.plumbline.control.guard.MemoryGuard;
import dev.plumbline.control.guard.jdbc.PostgresGuard;
import dev.plumbline.control.jdbc.ControlStores;
import dev.plumbline.control.ledger.LedgerHistory;
import dev.plumbline.gateway.access.Access;
import dev.plumbline.gateway.access.GuessLimit;
import dev.plumbline.gateway.access.Plan;
import dev.plumbline.gateway.admin.AdminPage;
import dev.plumbline.gateway.admin.AdminParts;
import dev.plumbline.gateway.admin.AdminTokens;
import dev.plumbline.gateway.admin.LedgerIntake;
import dev.plumbline.gateway.admin.ProviderHealth;
import dev.plumbline.gateway.alert.AlertDesk;
import dev.plumbline.gateway.alert.AlertFigures;
import dev.plumbline.gateway.alert.Alerts;
import dev.plumbline.gateway.alert.Target;
import dev.plumbline.gateway.alert.WatchedGuard;
import dev.plumbline.gateway.alert.channel.Senders;
import dev.plumbline.gateway.budget.Admissions;
import dev.plumbline.gateway.budget.Rehearsal;
import dev.plumbline.gateway.budget.WorstCase;
import dev.plumbline.gateway.dialect.CallReader;
import dev.plumbline.gateway.dialect.Demands;
import dev.plumbline.gateway.dialect.DialectErrors;
import dev.plumbline.gateway.dialect.Tokens;
import dev.plumbline.gateway.http.CallPipeline;
import dev.plumbline.gateway.http.GatewayHandler;
import dev.plumbline.gateway.http.GatewayServer;
import dev.plumbline.gateway.http.ModelsPage;
import dev.plumbline.gateway.http.Page;
import dev.plumbline.gateway.http.StatusPages;
import dev.plumbline.gateway.provider.PassThrough;
import dev.plumbline.gateway.provider.ProviderKeys;
import dev.plumbline.gateway.provider.Upstream;
import dev.plumbline.gateway.record.Events;
import dev.plumbline.gateway.record.Journal;
import dev.plumbline.gateway.record.LedgerFeed;
import dev.plumbline.gateway.record.Metrics;
import dev.plumbline.gateway.record.Recorder;
import dev.plumbline.gateway.record.TextRetention;
import dev.plumbline.gateway.route.Capabilities;
import dev.plumbline.gateway.route.Guards;
import dev.plumbline.gateway.route.Health;
import dev.plumbline.gateway.route.Router;
import dev.plumbline.gateway.trace.OtlpTracing;
import dev.plumbline.gateway.trace.Tracing;
import dev.plumbline.mcp.access.TokenStore;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.remote.LedgerService;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** Short, because requests of somebody new wait as long for what they have spent. */
  private static final Duration LEDGER_PATIENCE = Duration.ofSeconds(10);

  private static final int WRONG_KEYS_A_MINUTE = 60;
  private static final int WRONG_TOKENS_A_MINUTE = 20;

  /** Closed in the opposite order of their opening. */
  private final Deque<AutoCloseable> parts;

  private final GatewayServer server;
  private final SpendGuard guard;
  private final ControlFeed feed;

  private Gateway(
      GatewayOptions options,
      Supplier<List<Provider>> own,
      Clock clock,
      Deque<AutoCloseable> parts) {
    this.parts = parts;
    Prices prices = Prices.load(options.home(), options.priceFile());
    // A database takes about as long to open as all that does not need it.
    Ahead<ControlStore> opening =
        opened(new Ahead<>("control-store", () -> store(options), ControlStore::close));
    List<Provider> beside = own.get();
    this.server =
        new GatewayServer(
            options.host(), options.port(), options.bodies().patience(), options.tls());
    TokenStore tokenStore = AdminTokens.open(options.home(), clock);
    Metrics metrics = new Metrics();
    ControlStore store = opening.get();
    this.feed = opened(new ControlFeed(store));
    beside.forEach(provider -> FirstStart.register(feed, provider));
    Ledgers ledgers = new Ledgers(options.environment(), LEDGER_PATIENCE, LEDGER_PATIENCE);
    LedgerReader reader = opened(ledgers.reader(options.ledger()));
    LedgerWriter writer = opened(ledgers.writer(options.ledger()));
    WatchedGuard watched = opened(new WatchedGuard(guard(options, new LedgerHistory(reader))));
    this.guard = watched;
    Journal journal =
        opened(
            Journal.open(
                options.home().folder().resolve("journal"),
                options.syncEvery(),
                new TakeOver(reader, writer, guard)));
    guard.endFormer();
    LedgerFeed recording = opened(new LedgerFeed(writer, journal, guard, options.ledgerEvery()));
    Access access = new Access(new GuessLimit(WRONG_KEYS_A_MINUTE));
    Tokens tokens = new Tokens();
    Upstream upstream = opened(new Upstream(new ProviderKeys(options.environment())));
    Capabilities capabilities = new Capabilities(prices);
    Router router = new Router(upstream, tokens, capabilities, new Guards());

    Senders senders = opened(new Senders(options.environment(), clock));
    Alerts alerts =
        opened(
            new Alerts(
                new Alerts.Parts(
                    watched,
                    feed,
                    store.alerts(),
                    reader,
                    () -> watched(router),
                    senders,
                    clock,
                    Replica.of(options.home()),
                    metrics::messages)));
    DialectErrors errors = new DialectErrors();
    Plan plan = new Plan(() -> prices.book().catalog());
    WorstCase worstCase = new WorstCase(prices, options.unboundedOutput());
    CallPipeline pipeline =
        new CallPipeline(
            feed::view,
            access,
            new CallReader(),
            new Demands(tokens),
            plan,
            new Admissions(guard, worstCase),
            router,
            new Events(prices),
            new Recorder(journal, guard, recording),
            metrics,
            errors,
            options.texts(),
            opened(options.traces().<Tracing>map(OtlpTracing::new).orElse(Tracing.OFF)),
            clock);
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.put("/health", StatusPages.health(() -> health(feed, recording, alerts.figures())));
    pages.put("/ready", StatusPages.ready(recording::trouble));
    pages.put(
        "/metrics",
        StatusPages.metrics(
            metrics,
            () -> {
              AlertFigures figures = alerts.figures();
              metrics.alerts(figures.firing(), figures.waiting(), figures.troubles().size());
              return guard.states(feed.view().state().budgets(), clock.instant());
            }));
    pages.put(
        "/v1/models",
        new ModelsPage(feed::view, access, () -> prices.book().catalog(), capabilities::of, clock));
    AdminParts admin =
        new AdminParts(
            store,
            feed,
            guard,
            new LedgerService(() -> reader),
            reader,
            new Rehearsal(guard, plan, worstCase),
            new LedgerIntake(writer, guard, event -> event.withCharge(prices.charge(event))),
            tokenStore,
            new GuessLimit(WRONG_TOKENS_A_MINUTE),
            options.host(),
            options.bodies(),
            () -> targets(router),
            new AlertDesk(store.alerts(), senders, clock),
            clock);
    pages.put(AdminPage.PATH, new AdminPage(admin));
    GatewayHandler handler =
        opened(
            GatewayHandler.of(
                pipeline, new PassThrough(upstream), options.bodies(), options.proxies(), pages));
    opened(new TextRetention(writer, options.textsKept(), clock));
    opened(server).start(handler);
    upstream.prepare();
    tokens.prepare();
  }

  /** What operators set up; something on the first start. */
  private static ControlStore store(GatewayOptions options) {
    ControlStore store = new ControlStores(options.environment()).open(options.database());
    boolean ready = false;
    try {
      FirstStart.setUp(store, options.environment());
      ready = true;
      return store;
    } finally {
      if (!ready) {
        store.close();
      }
    }
  }

  /** Starts a gateway; the caller closes it. */
  public static Gateway start(GatewayOptions options) {
    return start(options, List::of, Clock.systemUTC());
  }

  /**
   * The same with providers that start together with it.
   *
   * @param own starts them; asked once, while the control store opens
   */
  public static Gateway start(GatewayOptions options, Supplier<List<Provider>> own) {
    return start(options, own, Clock.systemUTC());
  }

  /** The same with another clock. */
  public static Gateway start(GatewayOptions options, Clock clock) {
    return start(options, List::of, clock);
  }

  private static Gateway start(GatewayOptions options, Supplier<List<Provider>> own, Clock clock) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    boolean started = false;
    try {
      Gateway gateway = new Gateway(options, own, clock, parts);
      started = true;
      return gateway;
    } finally {
      if (!started) {
        close(parts);
      }
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Sets something up. */
  void put(Entry entry, Actor actor) {
    feed.put(entry, actor);
  }

  /** Sets up a provider, or gives the one of its id its address. */
  public void register(Provider provider) {
    FirstStart.register(feed, provider);
  }

  /** What holds requests to their budgets. */
  SpendGuard guard() {
    return guard;
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  private static SpendGuard guard(GatewayOptions options, SpendHistory history) {
    return options.database().startsWith("postgres")
        ? PostgresGuard.open(
            options.database(), options.environment(), history, Replica.of(options.home()))
        : new MemoryGuard(history);
  }

  private static List<ProviderHealth> targets(Router router) {
    return router.health().targets().stream()
        .map(target -> {
          Health.Trouble last = target.lastError();
          return new ProviderHealth(
              target.provider(),
              target.model(),
              target.breaker(),
              target.failurePercent() < 0 ? null : target.failurePercent(),
              last == null ? null : last.kind() + ": " + last.message(),
              last == null ? null : last.time());
        })
        .toList();
  }

  private static List<Target> watched(Router router) {
    return targets(router).stream()
        .map(target ->
            new Target(
                target.provider(),
                target.model(),
                !target.breaker().equals("closed"),
                target.lastError()))
        .toList();
  }

  private static Map<String, Object> health(
      ControlFeed feed, LedgerFeed recording, AlertFigures alerts) {
    Map<String, Object> health = new LinkedHashMap<>();
    boolean well = recording.trouble().isEmpty() && alerts.troubles().isEmpty();
    health.put("status", well ? "ok" : "degraded");
    health.put("set_up_revision", feed.view().state().revision());
    health.put("set_up_stale_seconds", feed.staleFor().toSeconds());
    health.put("events_waiting", recording.waiting());
    if (!recording.trouble().isEmpty()) {
      health.put("trouble", recording.trouble());
    }
    health.put("alerts_firing", alerts.firing().values().stream().mapToInt(n -> n).sum());
    health.put("alert_messages_waiting", alerts.waiting());
    if (!alerts.troubles().isEmpty()) {
      health.put("alert_trouble", alerts.troubles());
    }
    return health;
  }

  /** Lets requests under way finish, writes down what they cost, and stops. */
  @Override
  public void close() {
    close(parts);
  }

  private static void close(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception failed) {
        LOG.warn("{} does not close.", part.getClass().getSimpleName(), failed);
      }
    }
  }
}
