package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.alert.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Models of providers whose circuit breaker is open on this replica. */
final class ProviderDownCheck implements Check {
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Supplier<List<Target>> targets;
  private final String replica;

  ProviderDownCheck(Supplier<List<Target>> targets, String replica) {
    this.targets = targets;
    this.replica = replica;
  }

  @Override
  public List<Condition> holding(Alert alert, ControlState state, Instant now) {
    return targets.get().stream()
        .filter(Target::down)
        .map(target ->
            new Condition(
                alert.id(),
                name(target),
                null,
                "",
                null,
                null,
                true,
                "Nothing is sent to %s: its circuit breaker is open.%s"
                    .formatted(
                        name(target),
                        target.lastError() == null ? "" : " Last error: " + target.lastError()),
                new TreeMap<>()))
        .toList();
  }

  /** The replica that saw it go down sees it come back, once it has sent a request there again. */
  @Override
  public boolean ends(AlertState state, Instant now) {
    boolean back =
        state.by().equals(replica)
            && targets.get().stream()
                .anyMatch(target -> !target.down() && name(target).equals(state.key().value()));
    return back || state.since().plus(FORGOTTEN).isBefore(now);
  }

  private static String name(Target target) {
    return target.provider() + "/" + target.model();
  }
}
