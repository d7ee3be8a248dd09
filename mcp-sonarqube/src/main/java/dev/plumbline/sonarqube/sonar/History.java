package dev.plumbline.sonarqube.sonar;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How metrics changed from analysis to analysis.
 *
 * @param values by metric key and time
 */
public record History(Map<String, SortedMap<Instant, String>> values) {
  /** The value of a metric in the analysis of that time. */
  public Optional<String> at(String metric, Instant time) {
    return Optional.ofNullable(values.get(metric)).map(series -> series.get(time));
  }
}
