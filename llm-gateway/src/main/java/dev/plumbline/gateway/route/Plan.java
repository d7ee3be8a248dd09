package dev.plumbline.gateway.route;

import dev.plumbline.control.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** The order in which targets are tried. */
final class Plan {
  private Plan() {}

  /** By ascending rank; among equal ranks each next one drawn by weight. */
  static List<Route.Target> of(List<Route.Target> targets, RandomGenerator random) {
    if (targets.size() < 2) {
      return targets;
    }
    List<Route.Target> left = new ArrayList<>(targets);
    left.sort(Comparator.comparingInt(Route.Target::rank));
    List<Route.Target> order = new ArrayList<>(left.size());
    while (!left.isEmpty()) {
      order.add(left.remove(draw(left, random)));
    }
    return order;
  }

  private static int draw(List<Route.Target> left, RandomGenerator random) {
    int rank = left.getFirst().rank();
    int peers = 0;
    long weights = 0;
    while (peers < left.size() && left.get(peers).rank() == rank) {
      weights += Math.max(1, left.get(peers).weight());
      peers++;
    }
    long drawn = random.nextLong(weights);
    for (int i = 0; i < peers; i++) {
      drawn -= Math.max(1, left.get(i).weight());
      if (drawn < 0) {
        return i;
      }
    }
    return 0;
  }
}
