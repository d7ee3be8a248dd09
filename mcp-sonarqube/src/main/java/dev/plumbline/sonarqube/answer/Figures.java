package dev.plumbline.sonarqube.answer;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Metric;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Measures told in human terms. */
public record Figures(SonarQube sonarQube, Measures measures) {
  /** What SonarQube says of its own; any other text, such as a profile's name, is people's. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,20}");

  public OptionalDouble number(Figure figure) {
    return measures.number(figure.metric(sonarQube));
  }

  public OptionalDouble newNumber(Figure figure) {
    return figure.newMetric(sonarQube).map(measures::number).orElse(OptionalDouble.empty());
  }

  /** The value for a table; a dash when there is none. */
  public String text(Figure figure) {
    return measures
        .text(figure.metric(sonarQube))
        .map(value -> human(figure.metric(sonarQube), value))
        .orElse("–");
  }

  public String newText(Figure figure) {
    Optional<String> metric = figure.newMetric(sonarQube);
    return metric
        .flatMap(measures::text)
        .map(value -> human(metric.orElseThrow(), value))
        .orElse("–");
  }

  /** A metric's value as its type wants it: a letter, a percentage, a duration, a count. */
  public String human(String metric, String value) {
    Metric known = sonarQube.server().metrics().get(metric);
    OptionalDouble number = Figures.parse(value);
    if (value.isEmpty()) {
      return "–";
    }
    if (number.isEmpty()) {
      return WORD.matcher(value).matches() ? value : Untrusted.of(value).inline(300);
    }
    if (known == null) {
      return value;
    }
    return switch (known.type()) {
      case "RATING" -> Wording.rating(number.getAsDouble());
      case "PERCENT" -> Wording.decimal(number.getAsDouble()) + " %";
      case "WORK_DUR" -> Wording.effort(Math.round(number.getAsDouble()));
      case "INT" -> Wording.count(Math.round(number.getAsDouble()));
      default -> Wording.decimal(number.getAsDouble());
    };
  }

  public static OptionalDouble parse(String value) {
    try {
      return OptionalDouble.of(Double.parseDouble(value));
    } catch (NumberFormatException noNumber) {
      return OptionalDouble.empty();
    }
  }
}
