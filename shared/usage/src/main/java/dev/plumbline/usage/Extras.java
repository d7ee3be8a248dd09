package dev.plumbline.usage;

import java.math.BigDecimal;

/**
 * What a request used beside text tokens.
 *
 * @param images images generated or read, as the provider bills them
 * @param audioSeconds seconds of audio
 * @param searches web searches
 */
public record Extras(long images, BigDecimal audioSeconds, long searches) {
  /** Nothing. */
  public static final Extras NONE = new Extras(0, BigDecimal.ZERO, 0);
}
