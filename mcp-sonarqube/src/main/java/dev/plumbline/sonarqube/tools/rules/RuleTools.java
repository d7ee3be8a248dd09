package dev.plumbline.sonarqube.tools.rules;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;

/** The tools about rules and quality profiles. */
public final class RuleTools {
  private RuleTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(SonarQube sonarQube) {
    return List.of(
        new SearchRules(sonarQube), new GetRule(sonarQube), new GetQualityProfile(sonarQube));
  }
}
