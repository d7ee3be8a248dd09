package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the server does and did last for a project.
 *
 * @param waiting how many tasks wait or run
 * @param last the task that ended last
 */
public record BackgroundTasks(int waiting, Optional<Task> last) {

  /**
   * A task that ended.
   *
   * @param status such as {@code SUCCESS}, {@code FAILED} or {@code CANCELED}
   * @param error empty for none
   */
  public record Task(
      String id,
      String status,
      Optional<Instant> executed,
      Untrusted error,
      List<Untrusted> warnings) {}
}
