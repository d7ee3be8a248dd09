package dev.plumbline.sonarqube.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanPropertiesTest {
  @Test
  void whatToScanMayBeSaid() {
    Map<String, String> given =
        Map.of(
            "sonar.sources", "src/main/java, src/main/resources",
            "sonar.exclusions", "**/*.min.js,**/generated/**",
            "sonar.projectVersion", "1.2.3-rc.1",
            "sonar.coverage.jacoco.xmlReportPaths", "target/site/jacoco/jacoco.xml");
    assertThat(ScanProperties.check(given)).containsExactlyInAnyOrderEntriesOf(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sonar.host.url",
        "sonar.token",
        "sonar.login",
        "sonar.password",
        "sonar.projectBaseDir",
        "sonar.projectKey",
        "sonar.working.directory",
        "sonar.scanner.metadataFilePath",
        "sonar.scanner.javaExePath",
        "sonar.scanner.javaOpts",
        "sonar.externalIssuesReportPaths",
        "sonar.nodejs.executable",
        "sonar.scanner.proxyHost",
        "project.settings",
        "exec.executable",
        "SONAR.SOURCES",
        ""
      })
  void whereToAndWithWhatMayNot(String key) {
    assertThatThrownBy(() -> ScanProperties.check(Map.of(key, "x")))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            failure -> assertThat(failure.text()).contains("may not be set", "sonar.sources"));
  }

  @Test
  void theNearestNameIsNamed() {
    assertThatThrownBy(() -> ScanProperties.check(Map.of("sonar.source", "src")))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            failure ->
                assertThat(failure.next()).startsWith("Did you mean").contains("sonar.sources"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc",
        "../other",
        "src,../other",
        "src, /etc",
        "src/../../other",
        "~/.ssh",
        "C:/Windows",
        "..\\other",
        "src\nsonar.token=x"
      })
  void pathsThatLeadOutMayNot(String value) {
    assertThatThrownBy(() -> ScanProperties.check(Map.of("sonar.sources", value)))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("leads out of the folder");
  }
}
