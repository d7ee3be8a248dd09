package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;

/** The tools about projects. */
public final class QualityTools {
  private QualityTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(SonarQube sonarQube) {
    return List.of(
        new GetProjectQuality(sonarQube),
        new AnalyzeProject(sonarQube),
        new ListProjects(sonarQube),
        new GetTrend(sonarQube),
        new Compare(sonarQube),
        new GetQualityGate(sonarQube),
        new GetMeasures(sonarQube),
        new ListBranches(sonarQube));
  }
}
