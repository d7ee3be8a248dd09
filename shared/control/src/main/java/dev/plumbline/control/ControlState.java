package dev.plumbline.control;

import java.util.List;

/**
 * Everything operators have set up, as it was at one revision.
 *
 * @param revision one more with each change
 */
public record ControlState(
    long revision,
    List<VirtualKey> keys,
    List<Budget> budgets,
    List<Limit> limits,
    List<Route> routes,
    List<Provider> providers,
    List<Alert> alerts,
    List<Channel> channels,
    List<Silence> silences) {
  /** Nothing set up. */
  public static final ControlState EMPTY =
      new ControlState(0, List.of(), List.of(), List.of(), List.of(), List.of());

  /** One without alerts. */
  public ControlState(
      long revision,
      List<VirtualKey> keys,
      List<Budget> budgets,
      List<Limit> limits,
      List<Route> routes,
      List<Provider> providers) {
    this(
        revision, keys, budgets, limits, routes, providers, List.of(), List.of(), List.of());
  }

  public ControlState {
    keys = List.copyOf(keys);
    budgets = List.copyOf(budgets);
    limits = List.copyOf(limits);
    routes = List.copyOf(routes);
    providers = List.copyOf(providers);
    alerts = List.copyOf(alerts);
    channels = List.copyOf(channels);
    silences = List.copyOf(silences);
  }
}
