package dev.plumbline.usage.sample;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance, the same on every machine. */
final class Chance {
  private static final int SUMMANDS = 12;

  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Whether something of a probability happens. */
  boolean of(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number below a bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From 0 to 1. */
  double share() {
    return random.nextDouble();
  }

  /** About normally distributed, mean 0 and deviation 1: a sum that rounds alike everywhere. */
  double normal() {
    double sum = -SUMMANDS / 2.0;
    for (int count = 0; count < SUMMANDS; count++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  /** A factor around 1 that scatters by a share. */
  double around(double scatter) {
    return StrictMath.exp(scatter * normal() - scatter * scatter / 2);
  }

  /** An index, as often as its weight says. */
  int weighted(List<Integer> weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    int left = random.nextInt(sum);
    int index = 0;
    while (left >= weights.get(index)) {
      left -= weights.get(index);
      index++;
    }
    return index;
  }

  /** An index below a bound, small ones more often. */
  int skewed(int bound) {
    double share = random.nextDouble();
    return (int) (bound * share * share * share);
  }
}
