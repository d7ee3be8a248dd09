package dev.plumbline.gateway.start;

import dev.plumbline.control.Actor;
import dev.plumbline.control.ControlFeed;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.Provider;
import java.util.Map;

/** What is set up when nothing is. */
public final class FirstStart {
  private static final Actor ACTOR = new Actor("first start");

  private FirstStart() {}

  /** Fills a store in which nothing has ever been set up. */
  public static void setUp(ControlStore store, Map<String, String> environment) {
    if (store.revision() > 0) {
      return;
    }
    Environment.budgets().forEach(budget -> store.put(budget, ACTOR));
    ShippedAlerts.all().forEach(alert -> store.put(alert, ACTOR));
    Environment.providers(environment).forEach(provider -> store.put(provider, ACTOR));
  }

  /** Sets up a provider, or gives the one of its id its address, which may differ each time. */
  static void register(ControlFeed feed, Provider provider) {
    Provider known = feed.view().provider(provider.id()).orElse(null);
    if (known == null) {
      feed.put(provider, ACTOR);
    } else if (!known.baseUrl().equals(provider.baseUrl())) {
      feed.put(moved(known, provider.baseUrl()), ACTOR);
    }
  }

  private static Provider moved(Provider known, String baseUrl) {
    return new Provider(
        known.id(),
        known.dialect(),
        baseUrl,
        known.keyFrom(),
        known.headers(),
        known.paths(),
        known.priceAs(),
        known.dataLocation(),
        known.maxParallel(),
        known.breaker(),
        known.version() + 1);
  }
}
