package dev.plumbline.usage;

import org.jspecify.annotations.Nullable;

/**
 * The part a request took in an experiment.
 *
 * @param quality a score of its answer, 0 to 1; null when nobody scored it
 */
public record Trial(
    @Nullable String experiment, @Nullable String variant, @Nullable Double quality) {
  /** No experiment. */
  public static final Trial NONE = new Trial(null, null, null);
}
