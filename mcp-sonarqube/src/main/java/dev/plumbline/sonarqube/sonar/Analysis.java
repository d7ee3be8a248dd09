package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.List;

/**
 * One analysis of a project.
 *
 * @param version the project's version then; empty for none
 * @param revision the commit; empty for none
 */
public record Analysis(
    String key, Instant date, Untrusted version, Untrusted revision, List<Event> events) {
  public Analysis {
    events = List.copyOf(events);
  }

  /**
   * Something that came with an analysis.
   *
   * @param category such as {@code VERSION}, {@code QUALITY_GATE} or {@code QUALITY_PROFILE}
   */
  public record Event(String category, Untrusted name) {}
}
