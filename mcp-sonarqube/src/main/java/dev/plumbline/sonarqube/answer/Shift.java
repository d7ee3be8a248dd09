package dev.plumbline.sonarqube.answer;

import dev.plumbline.sonarqube.sonar.Metric;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How a figure moved from one value to another.
 *
 * @param before a dash for none
 * @param verdict better, worse, same; or changed, when that is neither good nor bad
 */
public record Shift(
    String metric, String figure, String before, String after, String change, String verdict) {
  private static final double SAME = 0.05;

  /** Compares two values of a metric as the server writes them; empty for none. */
  public static Shift of(
      String metric, String label, String before, String after, Figures figures) {
    String from = before.isEmpty() ? "–" : human(metric, before, figures);
    String to = after.isEmpty() ? "–" : human(metric, after, figures);
    OptionalDouble first = number(metric, before);
    OptionalDouble last = number(metric, after);
    if (first.isEmpty() || last.isEmpty()) {
      return new Shift(metric, label, from, to, "–", from.equals(to) ? "same" : "changed");
    }
    double difference = last.getAsDouble() - first.getAsDouble();
    if (Math.abs(difference) < SAME) {
      return new Shift(metric, label, from, to, "=", "same");
    }
    Metric known = figures.sonarQube().server().metrics().get(metric);
    int direction = isGate(metric) ? 1 : direction(known);
    String verdict = direction == 0 ? "changed" : difference * direction > 0 ? "better" : "worse";
    return new Shift(metric, label, from, to, change(metric, difference, figures), verdict);
  }

  /** A size is neither good nor bad. */
  private static int direction(@Nullable Metric metric) {
    return metric == null || metric.domain().equals("Size") ? 0 : metric.direction();
  }

  /** Whether the figure got worse. */
  public boolean isWorse() {
    return verdict.equals("worse");
  }

  /** Whether the figure got better. */
  public boolean isBetter() {
    return verdict.equals("better");
  }

  private static String change(String metric, double difference, Figures figures) {
    Metric known = figures.sonarQube().server().metrics().get(metric);
    String sign = difference > 0 ? "+" : "−";
    double amount = Math.abs(difference);
    if (isGate(metric)) {
      return "changed";
    }
    if (known != null && known.type().equals("RATING")) {
      return sign + Math.round(amount) + (Math.round(amount) == 1 ? " grade" : " grades");
    }
    if (known != null && known.type().equals("PERCENT")) {
      return sign + Wording.decimal(amount) + " points";
    }
    return sign + figures.human(metric, String.valueOf(amount));
  }

  private static String human(String metric, String value, Figures figures) {
    return isGate(metric) ? GateWords.of(value) : figures.human(metric, value);
  }

  private static OptionalDouble number(String metric, String value) {
    if (!isGate(metric)) {
      return Figures.parse(value);
    }
    return switch (value) {
      case "OK" -> OptionalDouble.of(2);
      case "WARN" -> OptionalDouble.of(1);
      case "ERROR" -> OptionalDouble.of(0);
      default -> OptionalDouble.empty();
    };
  }

  private static boolean isGate(String metric) {
    return metric.equals("alert_status");
  }
}
