package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.List;

/**
 * A hotspot with what a reviewer needs.
 *
 * @param project the key of its project
 * @param risk what is at stake; like the next two empty where the server has it in the rule only
 * @param assessment how to tell whether it is a vulnerability
 * @param advice how to mend it
 * @param mayChange whether the token's user may review it
 */
public record HotspotDetails(
    Hotspot hotspot,
    String project,
    Untrusted ruleName,
    Untrusted risk,
    Untrusted assessment,
    Untrusted advice,
    boolean mayChange,
    List<Issue.Comment> comments) {
  public HotspotDetails {
    comments = List.copyOf(comments);
  }
}
