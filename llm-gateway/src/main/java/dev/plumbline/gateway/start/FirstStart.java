package dev.plumbline.gateway.start;

import dev.plumbline.control.Actor;
import dev.plumbline.control.ControlStore;
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
}
