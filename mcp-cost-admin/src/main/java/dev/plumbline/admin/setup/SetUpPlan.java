package dev.plumbline.admin.setup;

import java.util.List;
import java.util.stream.Stream;

/**
 * How to get from what is there to what is wanted.
 *
 * @param changes what is added and changed, in the order in which it is done
 * @param removals what is there and not wanted, in the order in which it would be removed
 * @param warnings what may not work or not be meant, safe in Markdown
 */
public record SetUpPlan(List<Step> changes, List<Step> removals, List<String> warnings) {
  public SetUpPlan {
    changes = List.copyOf(changes);
    removals = List.copyOf(removals);
    warnings = List.copyOf(warnings);
  }

  /** The plan that leaves alone what is not wanted. */
  public SetUpPlan withoutRemovals() {
    return new SetUpPlan(changes, List.of(), warnings);
  }

  /** How many keys are made. */
  public int newKeys() {
    return (int)
        changes.stream()
            .filter(step -> step instanceof Step.OfKey key && key.before() == null)
            .count();
  }

  /** Everything that is done, in words. */
  public List<Line> lines() {
    return Stream.concat(changes.stream(), removals.stream())
        .flatMap(step -> step.lines().stream())
        .toList();
  }
}
