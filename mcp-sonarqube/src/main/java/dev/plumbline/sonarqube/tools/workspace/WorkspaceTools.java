package dev.plumbline.sonarqube.tools.workspace;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;

/** The tools that work on source code on this machine. */
public final class WorkspaceTools {
  private WorkspaceTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(SonarQube sonarQube) {
    return List.of();
  }
}
