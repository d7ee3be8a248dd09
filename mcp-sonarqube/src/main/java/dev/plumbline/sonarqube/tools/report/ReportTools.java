package dev.plumbline.sonarqube.tools.report;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.workspace.WorkspaceOptions;
import java.util.List;

/** The tools that write reports. */
public final class ReportTools {
  private ReportTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(SonarQube sonarQube, WorkspaceOptions options) {
    return List.of(new ExportReport(sonarQube, options.reportFolder()));
  }
}
