package dev.plumbline.admin.tools.policy;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Routes and breakers in words. */
final class RouteWords {
  private RouteWords() {}

  /** Such as {@code openai/gpt-5 (weight 3) or azure/gpt-5, then anthropic/claude-sonnet-4-5}. */
  static String targets(Route route) {
    Map<Integer, String> ranks =
        route.targets().stream()
            .collect(
                Collectors.groupingBy(
                    Route.Target::rank,
                    TreeMap::new,
                    Collectors.mapping(RouteWords::target, Collectors.joining(" or "))));
    return String.join(", then ", ranks.values());
  }

  /** As set_route takes them: one text for each rank. */
  static List<String> written(Route route) {
    Map<Integer, String> ranks =
        route.targets().stream()
            .collect(
                Collectors.groupingBy(
                    Route.Target::rank,
                    TreeMap::new,
                    Collectors.mapping(
                        target ->
                            "%s/%s*%d"
                                .formatted(target.provider(), target.model(), target.weight()),
                        Collectors.joining("|"))));
    return List.copyOf(ranks.values());
  }

  private static String target(Route.Target target) {
    String name = Untrusted.of(target.provider() + "/" + target.model()).inline(80);
    return target.weight() == 1 ? name : name + " (weight " + target.weight() + ")";
  }

  /** Such as {@code 10 s after 50 % of 10 calls failed}. */
  static String breaker(Provider.Breaker breaker) {
    return "%d s after %d %% of %d calls failed"
        .formatted(breaker.open().toSeconds(), breaker.failurePercent(), breaker.leastCalls());
  }
}
