package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.List;

/**
 * A quality gate as it is defined.
 *
 * @param builtIn whether SonarQube brings it
 * @param standard whether projects without a choice have it
 * @param conditions with an empty status and actual value
 */
public record GateDefinition(
    Untrusted name, boolean builtIn, boolean standard, List<GateStatus.Condition> conditions) {
  public GateDefinition {
    conditions = List.copyOf(conditions);
  }
}
