package dev.plumbline.sonarqube.tools;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.tools.admin.AdminTools;
import dev.plumbline.sonarqube.tools.code.CodeTools;
import dev.plumbline.sonarqube.tools.issues.IssueTools;
import dev.plumbline.sonarqube.tools.quality.QualityTools;
import dev.plumbline.sonarqube.tools.report.ReportTools;
import dev.plumbline.sonarqube.tools.rules.RuleTools;
import dev.plumbline.sonarqube.tools.workspace.WorkspaceTools;
import dev.plumbline.sonarqube.workspace.WorkspaceOptions;
import java.util.List;
import java.util.stream.Stream;

/** The tools of this program. */
public final class SonarQubeTools {
  private SonarQubeTools() {}

  /** All tools, in a stable order. */
  public static List<Tool<?, ?>> all(SonarQube sonarQube, WorkspaceOptions workspace) {
    return Stream.of(
            QualityTools.all(sonarQube),
            IssueTools.all(sonarQube),
            CodeTools.all(sonarQube),
            RuleTools.all(sonarQube),
            WorkspaceTools.all(sonarQube, workspace),
            ReportTools.all(sonarQube, workspace),
            AdminTools.all(sonarQube))
        .<Tool<?, ?>>flatMap(List::stream)
        .toList();
  }
}
