package dev.plumbline.admin.rules;

import dev.plumbline.kernel.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The percentages of a budget at which people want to know. */
public final class Thresholds {
  private static final List<Integer> USUAL = List.of(80, 100);
  private static final int MOST = 1000;

  private Thresholds() {}

  /** In ascending order, each once; 80 and 100 when none are given. */
  public static List<Integer> of(@Nullable List<Integer> given) {
    if (given == null) {
      return USUAL;
    }
    for (int percent : given) {
      if (percent < 1 || percent > MOST) {
        throw new Failure.InvalidInput(
            "warn_at holds %d.".formatted(percent), "Give percentages of the limit, 1 to 1000.");
      }
    }
    return given.stream().distinct().sorted().toList();
  }
}
