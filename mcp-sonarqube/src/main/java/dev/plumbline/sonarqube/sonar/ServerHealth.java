package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Map;

/**
 * How the server is.
 *
 * @param status such as {@code UP}
 * @param health {@code GREEN}, {@code YELLOW}, {@code RED}; empty when the token may not see it
 * @param facts what the server tells administrators about itself; empty for others
 */
public record ServerHealth(
    String status, String health, List<Untrusted> causes, Map<String, Untrusted> facts) {
  public ServerHealth {
    causes = List.copyOf(causes);
  }
}
