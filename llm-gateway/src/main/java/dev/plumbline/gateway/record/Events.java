package dev.plumbline.gateway.record;

import dev.plumbline.control.ControlView;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.Subject;
import dev.plumbline.control.ledger.LedgerHistory;
import dev.plumbline.gateway.access.Caller;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.call.Metered;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.gateway.provider.PassThrough;
import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Content;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.UsageEventBuilder;
import dev.plumbline.usage.price.ModelUse;
import dev.plumbline.usage.price.Prices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Makes the ledger's events out of what happened to requests. */
public final class Events {
  /** Where events of the gateway come from. */
  public static final String SOURCE = "gateway";

  /** What stands for the model of requests to other endpoints of providers. */
  public static final String PASSED = "pass-through";

  private static final int LONGEST_PATH = 200;
  private static final Charge NOTHING = new Charge(Cost.FREE, Money.ZERO, null, null);

  private final Prices prices;

  /** Charges by these prices. */
  public Events(Prices prices) {
    this.prices = prices;
  }

  /** A request that was sent on and came to an end. */
  public UsageEvent of(
      LlmCall call,
      Caller caller,
      ControlView view,
      Outcome outcome,
      Instant time,
      Content content) {
    Metered metered = outcome.metered();
    Route.Target target = outcome.target();
    String provider = target == null ? "" : target.provider();
    String model = target == null ? call.model() : target.model();
    UsageEventBuilder event =
        UsageEvent.of(call.id(), time, priced(view, provider), answering(metered, model), SOURCE)
            .requestedModel(call.model())
            .operation(call.endpoint().operation())
            .attribution(attribution(caller, metered))
            .tokens(metered.tokens())
            .extras(metered.extras())
            .cache(new CacheUse(CacheOutcome.BYPASS, null, null, null))
            .serviceTier(metered.serviceTier())
            .dataLocation(view.provider(provider).map(Provider::dataLocation).orElse(null))
            .delivery(delivery(outcome))
            .content(content);
    return charged(event.build(), model);
  }

  /** The provider's own name of a dated version has no price of its own everywhere. */
  private UsageEvent charged(UsageEvent event, String targetModel) {
    if (used(event) == 0) {
      return event.withCharge(NOTHING);
    }
    Charge charge = prices.charge(event);
    if (charge.cost() == null && !event.model().equals(targetModel)) {
      charge = prices.charge(event, ModelUse.of(event).on(event.provider(), targetModel));
    }
    return event.withCharge(charge);
  }

  private static long used(UsageEvent event) {
    return event.tokens().total()
        + event.extras().images()
        + event.extras().searches()
        + event.extras().audioSeconds().signum();
  }

  private static String priced(ControlView view, String provider) {
    return view.provider(provider).map(Provider::pricedAs).orElse(provider);
  }

  private static String answering(Metered metered, String model) {
    return metered.model() == null || metered.model().isEmpty() ? model : metered.model();
  }

  private static Attribution attribution(Caller caller, Metered metered) {
    Attribution plain = caller.attribution();
    if (!metered.estimated()) {
      return plain;
    }
    TreeMap<String, String> tags = new TreeMap<>(plain.tags());
    tags.put("tokens", "estimated");
    return plain.withTags(tags);
  }

  private static Delivery delivery(Outcome outcome) {
    return new Delivery(
        outcome.status(),
        TimeUnit.NANOSECONDS.toMillis(outcome.nanos()),
        outcome.firstTokenNanos() < 0
            ? null
            : (Long) TimeUnit.NANOSECONDS.toMillis(outcome.firstTokenNanos()),
        outcome.errorKind(),
        Math.max(1, outcome.attempts()),
        outcome.fallbackFrom());
  }

  /** A request that was turned away before it was sent on. */
  public UsageEvent blocked(LlmCall call, Caller caller, String code, Instant time) {
    return UsageEvent.of(call.id(), time, "", call.model(), SOURCE)
        .requestedModel(call.model())
        .operation(call.endpoint().operation())
        .attribution(caller.attribution())
        .charge(NOTHING)
        .delivery(new Delivery(Status.BLOCKED, 0L, null, code, 1, null))
        .build();
  }

  /**
   * A request to another endpoint of a provider that came to an end; nobody knows what it cost.
   *
   * @param path below the provider's base
   */
  public UsageEvent passed(
      String id,
      Caller caller,
      ControlView view,
      String provider,
      String path,
      PassThrough.Passed passed,
      Instant time) {
    long millis = TimeUnit.NANOSECONDS.toMillis(passed.nanos());
    return passed(id, caller, priced(view, provider), path, time)
        .dataLocation(view.provider(provider).map(Provider::dataLocation).orElse(null))
        .delivery(new Delivery(passed.status(), millis, null, passed.errorKind(), 1, null))
        .build();
  }

  /** One that was turned away before it was sent on. */
  public UsageEvent blocked(
      String id, Caller caller, String provider, String path, String code, Instant time) {
    return passed(id, caller, provider, path, time)
        .charge(NOTHING)
        .delivery(new Delivery(Status.BLOCKED, 0L, null, code, 1, null))
        .build();
  }

  private static UsageEventBuilder passed(
      String id, Caller caller, String provider, String path, Instant time) {
    TreeMap<String, String> tags = new TreeMap<>(caller.attribution().tags());
    tags.put("endpoint", path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH));
    return UsageEvent.of(id, time, provider, PASSED, SOURCE)
        .operation(Operation.FUNCTION)
        .attribution(caller.attribution().withTags(tags));
  }

  /** What an event of the gateway means for budgets. */
  public static Settlement settlement(UsageEvent event) {
    Attribution to = event.attribution();
    String key = to.key() == null ? "" : to.key();
    String model = event.requestedModel() == null ? event.model() : event.requestedModel();
    Subject subject =
        new Subject(
            key,
            to.organisation(),
            to.department(),
            to.environment(),
            to.tags().get(LedgerHistory.PROJECT),
            to.task(),
            to.user(),
            model);
    Cost cost = event.charge().cost();
    return new Settlement(
        event.id(),
        event.time(),
        subject,
        cost == null ? null : cost.total(),
        event.tokens().total());
  }

  /** A request of whose end nothing is known, charged with what was held for it. */
  public static UsageEvent cut(Begun begun) {
    BigDecimal held = begun.cost();
    TreeMap<String, String> tags = new TreeMap<>();
    tags.put("tokens", "estimated");
    if (begun.subject().project() != null) {
      tags.put("project", begun.subject().project());
    }
    return UsageEvent.of(begun.id(), begun.time(), begun.provider(), begun.model(), SOURCE)
        .requestedModel(begun.subject().model())
        .operation(begun.operation())
        .attribution(
            new Attribution(
                begun.subject().key(),
                begun.subject().organisation(),
                begun.subject().department(),
                begun.subject().environment(),
                begun.subject().task(),
                begun.subject().user(),
                null,
                tags))
        .tokens(new TokenCounts(begun.inputTokens(), 0, 0, 0, 0, 0))
        .charge(held == null ? Charge.UNKNOWN : new Charge(Cost.lump(held), null, "reserved", null))
        .delivery(new Delivery(Status.INTERRUPTED, null, null, "gateway_stopped", 1, null))
        .build();
  }
}
