package dev.plumbline.admin.setup;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may not work, or not be meant, in a plan. */
final class Warnings {
  private static final int MOST_NAMED = 5;

  private final SetUp wanted;
  private final Live live;

  Warnings(SetUp wanted, Live live) {
    this.wanted = wanted;
    this.live = live;
  }

  /** In sentences that are safe in Markdown. */
  List<String> of(List<Step> changes) {
    List<String> all = new ArrayList<>();
    Set<String> routes = new HashSet<>();
    wanted.routes().forEach(route -> routes.add(route.id()));
    live.routes().forEach(route -> routes.add(route.id()));
    for (Step step : changes) {
      switch (step) {
        case Step.Put put -> put(all, put, routes);
        case Step.OfKey key -> key.bounds().forEach(put -> put(all, put, routes));
        case Step.Revoke _, Step.Remove _ -> {}
      }
    }
    unbounded(all, changes);
    return all;
  }

  private void put(List<String> all, Step.Put put, Set<String> routes) {
    switch (put.after()) {
      case Budget budget when budget.degradeTo() != null ->
          known(all, put, "route", budget.degradeTo(), routes);
      case Route route when live.providers() != null ->
          route.targets().stream()
              .map(Route.Target::provider)
              .distinct()
              .forEach(provider -> known(all, put, "provider", provider, live.providers()));
      default -> {}
    }
  }

  private static void known(
      List<String> all, Step.Put put, String what, String name, Set<String> names) {
    if (!names.contains(name)) {
      all.add(
          "The %s %s names the %s %s, which is not there: it will fail. %s"
              .formatted(
                  put.line().kind(),
                  put.line().title(),
                  what,
                  Untrusted.of(name).inline(60),
                  Nearest.hint(name, names))
              .strip());
    }
  }

  /** New keys that no budget stops. */
  private void unbounded(List<String> all, List<Step> changes) {
    Set<Scope> budgeted = new HashSet<>();
    live.budgets().stream()
        .filter(budget -> budget.atLimit() != AtLimit.WARN)
        .forEach(budget -> budgeted.add(budget.scope()));
    wanted
        .shared()
        .forEach((scope, bounds) -> {
          if (stops(bounds)) {
            budgeted.add(scope);
          }
        });
    List<String> free = new ArrayList<>();
    for (Step step : changes) {
      if (step instanceof Step.OfKey key
          && key.before() == null
          && !stops(key.wanted().bounds())
          && budgeted.stream().noneMatch(it -> Shared.counts(it, key.wanted().plan().owner()))) {
        free.add(Untrusted.of(key.wanted().plan().name()).inline(60));
      }
    }
    if (!free.isEmpty()) {
      int more = free.size() - MOST_NAMED;
      all.add(
          "No budget stops the new %s %s%s."
              .formatted(
                  free.size() == 1 ? "key" : "keys",
                  String.join(", ", free.subList(0, Math.min(MOST_NAMED, free.size()))),
                  more > 0 ? " and " + more + " more" : ""));
    }
  }

  /** Whether one of the budgets does more than warn. */
  private static boolean stops(Bounds bounds) {
    return bounds.budgets().stream().anyMatch(it -> it.atLimit() != AtLimit.WARN);
  }
}
