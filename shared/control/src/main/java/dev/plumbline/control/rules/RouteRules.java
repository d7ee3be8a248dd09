package dev.plumbline.control.rules;

import dev.plumbline.control.Route;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** What routes must be like. */
final class RouteRules {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final int MOST_TARGETS = 100;

  private RouteRules() {}

  static void check(Checked checked, Route route) {
    if (route.targets().isEmpty() || route.targets().size() > MOST_TARGETS) {
      throw checked.wrong(
          "targets", route.targets().size() + " targets", "Name 1 to " + MOST_TARGETS + ".");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < route.targets().size(); i++) {
      Route.Target target = route.targets().get(i);
      String field = "targets[" + i + "].";
      checked.id(field + "provider", target.provider());
      checked.name(field + "model", target.model());
      checked.between(field + "rank", target.rank(), 0, 1000);
      checked.between(field + "weight", target.weight(), 1, 1_000_000);
      if (!seen.add(target.rank() + " " + target.provider() + " " + target.model())) {
        throw checked.wrong(
            field + "model", target.model(), "Name each target of a rank once; use its weight.");
      }
    }
    checked.between("retry.attempts", route.retry().attempts(), 1, 20);
    checked.between("retry.backoff", route.retry().backoff(), Duration.ZERO, LONGEST);
    checked.between(
        "retry.max_backoff", route.retry().maxBackoff(), route.retry().backoff(), LONGEST);
    checked.between("timeouts.connect", route.timeouts().connect(), SHORTEST, LONGEST);
    checked.between("timeouts.first_token", route.timeouts().firstToken(), SHORTEST, LONGEST);
    checked.between("timeouts.total", route.timeouts().total(), SHORTEST, LONGEST);
  }
}
