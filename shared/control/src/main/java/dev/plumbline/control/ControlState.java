package dev.plumbline.control;

import java.util.Comparator;
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
    List<CachePolicy> cachePolicies,
    List<Alert> alerts,
    List<Channel> channels,
    List<Silence> silences) {
  /** Nothing set up. */
  public static final ControlState EMPTY = of(0, List.of());

  public ControlState {
    keys = List.copyOf(keys);
    budgets = List.copyOf(budgets);
    limits = List.copyOf(limits);
    routes = List.copyOf(routes);
    providers = List.copyOf(providers);
    alerts = List.copyOf(alerts);
    channels = List.copyOf(channels);
    silences = List.copyOf(silences);
    cachePolicies = List.copyOf(cachePolicies);
  }

  /** Entries of all kinds, each kind by id. */
  public static ControlState of(long revision, List<? extends Entry> entries) {
    return new ControlState(
        revision,
        only(entries, VirtualKey.class),
        only(entries, Budget.class),
        only(entries, Limit.class),
        only(entries, Route.class),
        only(entries, Provider.class),
        only(entries, CachePolicy.class),
        only(entries, Alert.class),
        only(entries, Channel.class),
        only(entries, Silence.class));
  }

  private static <T extends Entry> List<T> only(List<? extends Entry> entries, Class<T> kind) {
    return entries.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .sorted(Comparator.comparing(Entry::id))
        .toList();
  }
}
