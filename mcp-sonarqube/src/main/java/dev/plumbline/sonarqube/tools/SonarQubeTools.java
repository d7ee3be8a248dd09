package dev.plumbline.sonarqube.tools;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.tools.issues.FindSecurityIssues;
import dev.plumbline.sonarqube.tools.issues.GetCodeSmells;
import dev.plumbline.sonarqube.tools.issues.GetSecurityHotspots;
import dev.plumbline.sonarqube.tools.issues.SuggestFixes;
import dev.plumbline.sonarqube.tools.quality.AnalyzeProject;
import dev.plumbline.sonarqube.tools.quality.GetProjectQuality;
import dev.plumbline.sonarqube.tools.quality.ListProjects;
import java.util.List;

/** The tools of this program. */
public final class SonarQubeTools {
  private SonarQubeTools() {}

  /** All tools, in a stable order. */
  public static List<Tool<?, ?>> all(SonarQube sonarQube) {
    return List.of(
        new GetProjectQuality(sonarQube),
        new AnalyzeProject(sonarQube),
        new GetCodeSmells(sonarQube),
        new FindSecurityIssues(sonarQube),
        new GetSecurityHotspots(sonarQube),
        new SuggestFixes(sonarQube),
        new ListProjects(sonarQube));
  }
}
