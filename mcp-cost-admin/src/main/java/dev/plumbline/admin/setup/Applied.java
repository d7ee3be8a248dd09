package dev.plumbline.admin.setup;

import java.util.List;

/**
 * What became of a plan.
 *
 * @param results one for each of its lines, in the order of the doing
 * @param secrets of new keys, each in Markdown as it was handed over; never to be kept
 */
public record Applied(List<Result> results, List<String> secrets) {
  public Applied {
    results = List.copyOf(results);
    secrets = List.copyOf(secrets);
  }

  /** What became of a line. */
  public enum Outcome {
    DONE,
    FAILED,
    SKIPPED
  }

  /**
   * What became of a line.
   *
   * @param why it was not done and what to do; empty when it was
   */
  public record Result(Line line, Outcome outcome, String why) {}

  /** How many lines ended so. */
  public long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** How many were done so. */
  public long count(Line.Action action) {
    return results.stream()
        .filter(result -> result.outcome() == Outcome.DONE && result.line().action() == action)
        .count();
  }

  @Override
  public String toString() {
    return "Applied[" + results + ", " + secrets.size() + " secrets]";
  }
}
