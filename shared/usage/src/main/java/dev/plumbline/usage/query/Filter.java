package dev.plumbline.usage.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the events whose value is one of those given, or none of them when {@code not}; a null
 * value stands for "not known".
 */
public record Filter(By by, List<@Nullable String> values, boolean not) {
  /** One value must match. */
  public static Filter is(Dimension dimension, String value) {
    return new Filter(By.of(dimension), List.of(value), false);
  }
}
