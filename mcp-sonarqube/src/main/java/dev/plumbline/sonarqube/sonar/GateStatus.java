package dev.plumbline.sonarqube.sonar;

import java.util.List;
import java.util.Optional;

/**
 * How a project stands with its quality gate.
 *
 * @param status {@code OK}, {@code WARN}, {@code ERROR} or {@code NONE}
 * @param ignoredConditions whether conditions were left out because the change is small
 */
public record GateStatus(
    String status,
    List<Condition> conditions,
    boolean ignoredConditions,
    Optional<NewCode> period) {
  public GateStatus {
    conditions = List.copyOf(conditions);
  }

  /**
   * One condition of the gate.
   *
   * @param comparator {@code GT} when more than the threshold fails, {@code LT} when less does
   * @param threshold empty for none
   * @param actual empty when there is nothing to measure
   */
  public record Condition(
      String metric, String status, String comparator, String threshold, String actual) {
    /** Whether it fails the gate. */
    public boolean failed() {
      return status.equals("ERROR");
    }
  }
}
