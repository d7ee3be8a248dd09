package dev.plumbline.gateway.route;

import dev.plumbline.control.ControlState;
import dev.plumbline.control.ControlView;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Breaker;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Route;
import dev.plumbline.control.Route.Retry;
import dev.plumbline.control.Route.Target;
import dev.plumbline.control.Route.Timeouts;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.gateway.dialect.CallReader;
import dev.plumbline.gateway.dialect.Demands;
import dev.plumbline.gateway.dialect.Tokens;
import dev.plumbline.gateway.provider.ProviderKeys;
import dev.plumbline.gateway.provider.Upstream;
import dev.plumbline.usage.price.Prices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A router with its real parts, and providers to send calls to. */
final class Parts implements AutoCloseable {
  static final Tokens TOKENS = new Tokens();
  static final Prices PRICES = Prices.bundled();
  private static final AtomicLong IDS = new AtomicLong();

  final Upstream upstream =
      new Upstream(new ProviderKeys(Map.of("OPENAI_KEY", "sk-test", "ANTHROPIC_KEY", "sk-ant")));
  private final Breaker breaker;
  final Router router;
  final List<Provider> providers = new ArrayList<>();
  Retry retry = new Retry(2, Duration.ofMillis(5), Duration.ofMillis(1_500));
  Timeouts timeouts =
      new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(20));
  Predicate<String> allowed = provider -> true;

  Parts() {
    this(Breaker.USUAL);
  }

  Parts(Breaker breaker) {
    this.breaker = breaker;
    router = new Router(upstream, TOKENS, new Capabilities(PRICES), new Guards());
  }

  Parts openAi(String id, String url) {
    return add(id, Dialect.OPENAI, url, "env:OPENAI_KEY");
  }

  Parts anthropic(String id, String url) {
    return add(id, Dialect.ANTHROPIC, url, "env:ANTHROPIC_KEY");
  }

  private Parts add(String id, Dialect dialect, String url, String key) {
    Map<String, String> none = Map.of();
    providers.add(
        new Provider(
            id,
            dialect,
            url,
            key,
            new TreeMap<>(none),
            new TreeMap<>(none),
            null,
            null,
            0,
            breaker,
            1));
    return this;
  }

  static LlmCall call(Endpoint endpoint, String json) {
    return new CallReader()
        .read(
            "call-" + IDS.incrementAndGet(),
            endpoint,
            json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
            Map.of());
  }

  Outcome send(LlmCall call, Client client, Target... targets) {
    Route route = new Route(call.model(), List.of(targets), retry, timeouts, 1);
    ControlView view =
        new ControlView(
            ControlState.of(1, Stream.concat(Stream.of(route), providers.stream()).toList()));
    return router.dispatch(call, new Demands(TOKENS).of(call), route, view, allowed, true, client);
  }

  Outcome send(Endpoint endpoint, String json, Target... targets) {
    return send(call(endpoint, json), new Client(), targets);
  }

  static Target target(String provider, String model) {
    return target(provider, model, 0);
  }

  static Target target(String provider, String model, int rank) {
    return new Target(provider, model, rank, 1);
  }

  @Override
  public void close() {
    upstream.close();
  }
}
