package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;

/** The tools about issues and hotspots. */
public final class IssueTools {
  private IssueTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(SonarQube sonarQube) {
    return List.of(
        new GetCodeSmells(sonarQube),
        new FindSecurityIssues(sonarQube),
        new GetSecurityHotspots(sonarQube),
        new SuggestFixes(sonarQube),
        new SearchIssues(sonarQube),
        new GetIssue(sonarQube),
        new ChangeIssues(sonarQube),
        new ReviewHotspot(sonarQube));
  }
}
