package dev.plumbline.sonarqube.tools.code;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;

/** The tools about files and their lines. */
public final class CodeTools {
  private CodeTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(SonarQube sonarQube) {
    return List.of(
        new RankFiles(sonarQube),
        new GetCoverageGaps(sonarQube),
        new GetDuplications(sonarQube),
        new GetSource(sonarQube));
  }
}
