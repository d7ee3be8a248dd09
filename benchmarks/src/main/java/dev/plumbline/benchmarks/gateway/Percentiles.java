package dev.plumbline.benchmarks.gateway;

import java.util.stream.LongStream;

/** Measured values, of which one asks what part is below which. */
final class Percentiles {
  private final long[] ascending;

  private Percentiles(long[] ascending) {
    this.ascending = ascending;
  }

  static Percentiles of(LongStream values) {
    return new Percentiles(values.sorted().toArray());
  }

  /** The value that {@code part} (0 to 1) of all values do not exceed; 0 without values. */
  long at(double part) {
    if (ascending.length == 0) {
      return 0;
    }
    return ascending[(int) Math.min(ascending.length - 1L, (long) (ascending.length * part))];
  }
}
