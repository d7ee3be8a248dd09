package dev.plumbline.sonarqube.tools.workspace;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.workspace.Scan;
import dev.plumbline.sonarqube.workspace.Scanner;
import dev.plumbline.sonarqube.workspace.Workspace;
import dev.plumbline.sonarqube.workspace.WorkspaceOptions;
import java.util.List;

/** The tools that work on source code on this machine. */
public final class WorkspaceTools {
  private WorkspaceTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(SonarQube sonarQube, WorkspaceOptions options) {
    Workspace workspace = new Workspace(options.roots());
    return List.of(
        new ApplyFix(workspace),
        new ScanWorkspace(sonarQube, workspace, new Scan(sonarQube, Scanner.of(options))));
  }
}
