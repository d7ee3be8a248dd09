package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of code.
 *
 * @param number from 1
 * @param author who last changed it; empty when unknown
 * @param revision the commit; empty when unknown
 * @param changed when it was last changed
 * @param isNew whether it is new code
 * @param duplicated whether it is part of a duplicated block
 * @param coverage empty for a line that no test can run
 */
public record SourceLine(
    int number,
    Untrusted code,
    Untrusted author,
    Untrusted revision,
    Optional<Instant> changed,
    boolean isNew,
    boolean duplicated,
    Optional<Coverage> coverage) {

  /**
   * What tests do with a line.
   *
   * @param hits how many tests or runs
   * @param conditions how many branches it has
   * @param coveredConditions how many of them were taken
   */
  public record Coverage(int hits, int conditions, int coveredConditions) {
    /** Whether no test runs the line. */
    public boolean isUncovered() {
      return hits == 0;
    }

    /** Whether tests run the line, but not all its branches. */
    public boolean isPartial() {
      return hits > 0 && coveredConditions < conditions;
    }
  }
}
