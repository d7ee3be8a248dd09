package dev.plumbline.sonarqube.tools;

import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.SonarQubeOptions;
import dev.plumbline.sonarqube.workspace.WorkspaceOptions;
import dev.plumbline.testkit.ForeignText;
import org.junit.jupiter.api.Test;

/**
 * Every text in a structured answer is either foreign, and then {@link
 * dev.plumbline.mcp.text.Untrusted}, or listed in {@code safe-texts} with what makes it safe. A new
 * field fails until someone has decided.
 */
class ForeignTextTest {
  @Test
  void everyTextFieldIsForeignOrKnownToBeSafe() {
    SonarQube sonar = new SonarQube(SonarQubeOptions.of("http://127.0.0.1:9", "x"));
    new ForeignText(SonarQubeTools.all(sonar, WorkspaceOptions.none()))
        .isListed(ForeignTextTest.class, "/safe-texts");
  }
}
