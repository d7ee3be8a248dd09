package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;

/** The tools about the server and the set-up of projects. */
public final class AdminTools {
  private AdminTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(SonarQube sonarQube) {
    return List.of(
        new GetServerHealth(sonarQube),
        new ListBackgroundTasks(sonarQube),
        new ListLanguages(sonarQube),
        new ListWebhooks(sonarQube),
        new GetWebhookDeliveries(sonarQube),
        new CreateWebhook(sonarQube),
        new DeleteWebhook(sonarQube),
        new SetQualityGate(sonarQube),
        new ListPortfolios(sonarQube),
        new ListDependencyRisks(sonarQube));
  }
}
