package dev.plumbline.sonarqube.tools;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;

/** The tools of this program. */
public final class SonarQubeTools {
  static final String TOOLSET = "quality";
  static final String PROJECT = "default: SONARQUBE_PROJECT_KEY";
  static final String BRANCH = "default: the main one";
  static final String PULL_REQUEST = "instead of a branch";

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
