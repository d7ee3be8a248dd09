package dev.plumbline.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Measured values of one thing, all of one unit. */
public final class Samples {
  private final List<Double> values = new ArrayList<>();

  /** Adds a value. */
  public void add(double value) {
    values.add(value);
  }

  /** The value in the middle; with an even number of them the mean of the two. */
  public double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Smallest, median and largest, such as {@code 12.3 (11.0 to 15.9)}. */
  @Override
  public String toString() {
    List<Double> sorted = values.stream().sorted().toList();
    return "%.1f (%.1f to %.1f)".formatted(median(), sorted.getFirst(), sorted.getLast());
  }
}
