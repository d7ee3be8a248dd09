package dev.plumbline.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one request needs to know of the set-up; immutable, quick to ask. */
public final class ControlView {
  private final ControlState state;
  private final Map<String, VirtualKey> keys;
  private final Map<String, Route> routes;
  private final Map<String, Provider> providers;
  private final ByScope<Budget> budgets;
  private final ByScope<Limit> limits;

  /** Indexes a state. */
  public ControlView(ControlState state) {
    this.state = state;
    this.keys = byId(state.keys());
    this.routes = byId(state.routes());
    this.providers = byId(state.providers());
    this.budgets = new ByScope<>(state.budgets(), Budget::scope);
    this.limits = new ByScope<>(state.limits(), Limit::scope);
  }

  /** The state behind it. */
  public ControlState state() {
    return state;
  }

  /** A key by its public part. */
  public Optional<VirtualKey> key(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** A route by its alias. */
  public Optional<Route> route(String alias) {
    return Optional.ofNullable(routes.get(alias));
  }

  /** A provider by its id. */
  public Optional<Provider> provider(String id) {
    return Optional.ofNullable(providers.get(id));
  }

  /** The budgets that a request counts in. */
  public List<Budget> budgets(Subject subject) {
    return budgets.covering(subject);
  }

  /** The limits that a request counts in. */
  public List<Limit> limits(Subject subject) {
    return limits.covering(subject);
  }

  private static <T extends Entry> Map<String, T> byId(List<T> entries) {
    return entries.stream().collect(Collectors.toMap(Entry::id, Function.identity()));
  }
}
