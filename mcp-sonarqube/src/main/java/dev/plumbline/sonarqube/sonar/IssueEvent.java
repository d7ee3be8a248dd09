package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened to an issue. */
public record IssueEvent(Optional<Instant> when, Untrusted user, List<Change> changes) {
  public IssueEvent {
    changes = List.copyOf(changes);
  }

  /**
   * A property that changed.
   *
   * @param property such as {@code status} or {@code assignee}
   * @param from empty for nothing
   * @param to empty for nothing
   */
  public record Change(String property, Untrusted from, Untrusted to) {}
}
