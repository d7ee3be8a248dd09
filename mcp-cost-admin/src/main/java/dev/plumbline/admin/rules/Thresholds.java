package dev.plumbline.admin.rules;

import dev.plumbline.kernel.Failure;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The percentages of a budget at which people want to know. */
public final class Thresholds {
  private static final int MOST = 1000;

  private Thresholds() {}

  /** Such as {@code warnings at 80, 100 %}. */
  public static String words(List<Integer> thresholds) {
    return thresholds.isEmpty()
        ? "no warnings"
        : "warnings at "
            + thresholds.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + " %";
  }

  /**
   * In ascending order, each once.
   *
   * @param usual those of the administered system, when none are given
   */
  public static List<Integer> of(@Nullable List<Integer> given, List<Integer> usual) {
    return given == null ? usual : of(given);
  }

  /** In ascending order, each once. */
  public static List<Integer> of(List<Integer> given) {
    for (int percent : given) {
      if (percent < 1 || percent > MOST) {
        throw new Failure.InvalidInput(
            "warn_at holds %d.".formatted(percent), "Give percentages of the limit, 1 to 1000.");
      }
    }
    return given.stream().distinct().sorted().toList();
  }
}
