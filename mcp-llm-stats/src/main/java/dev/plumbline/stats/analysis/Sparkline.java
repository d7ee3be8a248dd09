package dev.plumbline.stats.analysis;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A series drawn in one line of text, each value a bar of eight heights from zero to the most. */
public final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /** The line; an unknown value is a blank, negative values count as zero. */
  public static String of(List<? extends @Nullable BigDecimal> values) {
    double most =
        values.stream()
            .filter(Objects::nonNull)
            .mapToDouble(BigDecimal::doubleValue)
            .max()
            .orElse(0);
    return values.stream().map(value -> bar(value, most)).collect(Collectors.joining());
  }

  private static String bar(@Nullable BigDecimal value, double most) {
    if (value == null) {
      return " ";
    }
    if (most <= 0) {
      return BARS.substring(0, 1);
    }
    long height = Math.round(Math.max(0, value.doubleValue()) / most * (BARS.length() - 1));
    return String.valueOf(BARS.charAt((int) height));
  }
}
