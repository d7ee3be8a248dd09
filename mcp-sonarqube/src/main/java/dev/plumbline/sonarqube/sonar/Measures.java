package dev.plumbline.sonarqube.sonar;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measures of a project or file.
 *
 * @param values by metric key, as the server writes them; metrics of new code among them
 * @param newCode what counts as new, if the server says so
 */
public record Measures(Map<String, String> values, Optional<NewCode> newCode) {
  /** The value of a metric. */
  public Optional<String> text(String metric) {
    return Optional.ofNullable(values.get(metric));
  }

  /** The value of a metric as a number. */
  public OptionalDouble number(String metric) {
    String text = values.get(metric);
    try {
      return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException noNumber) {
      return OptionalDouble.empty();
    }
  }
}
