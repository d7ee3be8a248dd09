package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Optional;

/**
 * A chain of places that together make an issue.
 *
 * @param type such as {@code DATA} or {@code EXECUTION}; empty when the server names none
 */
public record Flow(String type, Untrusted description, List<Location> locations) {
  public Flow {
    locations = List.copyOf(locations);
  }

  /**
   * One place of a flow.
   *
   * @param component the file's key
   * @param path its path in the project
   */
  public record Location(
      String component, Untrusted path, Optional<TextRange> range, Untrusted message) {}
}
