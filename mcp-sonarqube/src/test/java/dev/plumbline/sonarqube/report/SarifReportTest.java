package dev.plumbline.sonarqube.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.sonarqube.tools.Canned;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Issues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReportTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void hasWhatTheStandardRequires() {
    JsonNode log =
        log(
            Reported.issue(1, Common.ImpactSeverity.HIGH),
            Reported.issue(2, Common.ImpactSeverity.LOW).setRule("java:S2"),
            Reported.issue(3, Common.ImpactSeverity.MEDIUM));
    assertThat(log.path("version").asString()).isEqualTo("2.1.0");
    assertThat(log.path("$schema").asString()).endsWith("sarif-schema-2.1.0.json");
    assertThat(log.path("runs")).hasSize(1);
    JsonNode driver = run(log).path("tool").path("driver");
    assertThat(driver.path("name").asString()).isEqualTo("SonarQube");
    assertThat(driver.path("version").asString()).isEqualTo("26.9.0.129388");
    Set<String> ids = new HashSet<>();
    for (JsonNode rule : driver.path("rules")) {
      assertThat(ids.add(rule.path("id").asString(""))).as("each rule once").isTrue();
      assertThat(rule.path("shortDescription").path("text").asString("")).isNotBlank();
    }
    assertThat(ids).containsExactlyInAnyOrder("java:S1192", "java:S2");
    assertThat(results(log)).hasSize(3);
    for (JsonNode result : results(log)) {
      assertThat(result.path("message").path("text").asString("")).isNotBlank();
      JsonNode rule = driver.path("rules").get(result.path("ruleIndex").asInt(-1));
      assertThat(rule.path("id").asString()).isEqualTo(result.path("ruleId").asString());
      JsonNode place = result.path("locations").get(0).path("physicalLocation");
      String base = place.path("artifactLocation").path("uriBaseId").asString();
      assertThat(run(log).path("originalUriBaseIds").has(base)).isTrue();
      assertThat(place.path("region").path("startLine").asInt()).isPositive();
    }
  }

  @Test
  void severitiesBecomeLevelsWorstFirst() {
    List<String> levels = new ArrayList<>();
    JsonNode log =
        log(
            Reported.issue(1, Common.ImpactSeverity.ImpactSeverity_INFO),
            Reported.issue(2, Common.ImpactSeverity.LOW),
            Reported.issue(3, Common.ImpactSeverity.MEDIUM),
            Reported.issue(4, Common.ImpactSeverity.HIGH),
            Reported.issue(5, Common.ImpactSeverity.ImpactSeverity_BLOCKER));
    results(log).forEach(result -> levels.add(result.path("level").asString()));
    assertThat(levels).containsExactly("error", "error", "warning", "note", "note");
  }

  @Test
  void levelsFollowTheStandardExperienceWhereTheServerDoes() {
    fake.mode("STANDARD_EXPERIENCE");
    JsonNode log =
        log(Reported.issue(1, Common.ImpactSeverity.LOW).setSeverity(Common.Severity.CRITICAL));
    assertThat(results(log).get(0).path("level").asString()).isEqualTo("error");
    assertThat(results(log).get(0).path("properties").path("severity").asString())
        .isEqualTo("CRITICAL");
  }

  @Test
  void columnsCountFromOne() {
    JsonNode region = region(Canned.issue(3, "x").setTextRange(range(3, 4, 0, 12)));
    assertThat(region.path("startLine").asInt()).isEqualTo(3);
    assertThat(region.path("startColumn").asInt()).isEqualTo(1);
    assertThat(region.path("endLine").asInt()).isEqualTo(4);
    assertThat(region.path("endColumn").asInt()).isEqualTo(13);
  }

  @Test
  void anIssueOfALineOrAFileHasNoColumns() {
    assertThat(region(Canned.issue(9, "x")).propertyNames()).containsExactly("startLine");
    JsonNode ofFile = place(Canned.issue(9, "x").clearLine());
    assertThat(ofFile.has("region")).isFalse();
    assertThat(ofFile.path("artifactLocation").path("uri").asString()).isEqualTo("src/A.java");
  }

  @Test
  void anIssueOfTheProjectHasNoPlace() {
    JsonNode log = log(Canned.issue(1, "x").setComponent("shop").clearLine());
    assertThat(results(log).get(0).has("locations")).isFalse();
  }

  @Test
  void pathsAreUris() {
    JsonNode place = place(Canned.issue(1, "x").setComponent("shop:a b/ü%#.java"));
    String uri = place.path("artifactLocation").path("uri").asString();
    assertThat(uri).isEqualTo("a%20b/%C3%BC%25%23.java");
    assertThat(URI.create(uri).getPath()).isEqualTo("a b/ü%#.java");
  }

  @Test
  void theSameIssueHasTheSameFingerprintInEveryReport() {
    JsonNode first = results(log(Canned.issue(1, "x"))).get(0).path("partialFingerprints");
    JsonNode second =
        results(log(Canned.issue(2, "y"), Canned.issue(1, "moved").setLine(99)))
            .get(1)
            .path("partialFingerprints");
    assertThat(first.properties()).isNotEmpty();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void flowsAreToldInTheOrderOfExecution() {
    Common.Flow flow =
        Common.Flow.newBuilder()
            .addLocations(step("sink", 9))
            .addLocations(step("source", 2))
            .build();
    JsonNode steps =
        results(log(Canned.issue(9, "x").addFlows(flow)))
            .get(0)
            .path("codeFlows")
            .get(0)
            .path("threadFlows")
            .get(0)
            .path("locations");
    assertThat(steps).hasSize(2);
    assertThat(steps.get(0).path("location").path("message").path("text").asString())
        .isEqualTo("source");
  }

  private static Common.Location step(String message, int line) {
    return Common.Location.newBuilder()
        .setComponent("shop:src/A.java")
        .setMsg(message)
        .setTextRange(range(line, line, 1, 2))
        .build();
  }

  private static Common.TextRange range(int line, int endLine, int start, int end) {
    return Common.TextRange.newBuilder()
        .setStartLine(line)
        .setEndLine(endLine)
        .setStartOffset(start)
        .setEndOffset(end)
        .build();
  }

  private JsonNode region(Issues.Issue.Builder issue) {
    return place(issue).path("region");
  }

  private JsonNode place(Issues.Issue.Builder issue) {
    return results(log(issue)).get(0).path("locations").get(0).path("physicalLocation");
  }

  private JsonNode log(Issues.Issue.Builder... issues) {
    return MAPPER.readTree(Reported.as(ReportFormat.SARIF, fake, issues));
  }

  private static JsonNode run(JsonNode log) {
    return log.path("runs").get(0);
  }

  private static JsonNode results(JsonNode log) {
    return run(log).path("results");
  }
}
