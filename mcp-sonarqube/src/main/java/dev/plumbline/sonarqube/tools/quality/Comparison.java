package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.mcp.text.Untrusted;
import java.util.Map;

/**
 * Two sides, and what differs beside their figures.
 *
 * @param inTime whether they are the same code at two times; {@code before.rules} then counts what
 *     went and {@code after.rules} what came
 * @param ruleNames names of the rules on both sides
 */
record Comparison(
    Side before, Side after, boolean inTime, String note, Map<String, Untrusted> ruleNames) {
  /** Whether files of the same path are the same file. */
  boolean isOneProject() {
    return before.scope().key().equals(after.scope().key());
  }
}
