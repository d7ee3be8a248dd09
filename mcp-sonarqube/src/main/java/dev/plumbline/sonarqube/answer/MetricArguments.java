package dev.plumbline.sonarqube.answer;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Metric;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the metrics that a call names, by their keys or by the figures' plain names. */
public final class MetricArguments {
  private MetricArguments() {}

  /**
   * The keys of metrics that the server has; a figure such as {@code debt} stands for the metric of
   * the server's mode.
   *
   * @throws Failure.NotFound naming the nearest keys
   */
  public static List<String> resolve(SonarQube sonarQube, List<String> names) {
    Set<String> keys = new LinkedHashSet<>();
    for (String name : names) {
      keys.add(resolve(sonarQube, name.strip()));
    }
    return List.copyOf(keys);
  }

  private static String resolve(SonarQube sonarQube, String name) {
    Map<String, Metric> known = sonarQube.server().metrics();
    if (known.containsKey(name)) {
      return name;
    }
    for (Figure figure : Figure.values()) {
      if (figure.name().equals(name.toUpperCase(Locale.ROOT).replace(' ', '_'))
          || figure.label(sonarQube.server().mode()).equalsIgnoreCase(name)) {
        return figure.metric(sonarQube);
      }
    }
    Optional<String> named =
        known.values().stream()
            .filter(metric -> metric.name().equalsIgnoreCase(name))
            .map(Metric::key)
            .min(Comparator.naturalOrder());
    if (named.isPresent()) {
      return named.get();
    }
    List<String> near = new ArrayList<>(Nearest.to(name, List.copyOf(known.keySet()), 3));
    if (near.isEmpty()) {
      known.keySet().stream()
          .filter(key -> key.contains(name))
          .sorted()
          .limit(3)
          .forEach(near::add);
    }
    throw new Failure.NotFound(
        "This SonarQube has no metric %s.".formatted(Untrusted.of(name).inline(80)),
        (near.isEmpty() ? "" : "Did you mean " + String.join(", ", near) + "? ")
            + "get_measures without metrics lists them.");
  }
}
