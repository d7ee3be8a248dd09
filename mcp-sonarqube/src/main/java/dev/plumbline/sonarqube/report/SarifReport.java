package dev.plumbline.sonarqube.report;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Flow;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.TextRange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Issues in the Static Analysis Results Interchange Format, version 2.1.0. */
final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final ReportData data;
  private final List<String> rules = new ArrayList<>();

  private SarifReport(ReportData data) {
    this.data = data;
    data.issues().stream().map(Issue::rule).distinct().sorted().forEach(rules::add);
  }

  static String of(ReportData data) {
    return MAPPER.writeValueAsString(new SarifReport(data).document());
  }

  private Map<String, Object> document() {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "SonarQube");
    driver.put("version", data.sonarQube().server().version().text());
    driver.put("informationUri", "https://www.sonarsource.com/products/sonarqube/");
    driver.put("rules", rules.stream().map(this::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put(
        "originalUriBaseIds",
        Map.of("SRCROOT", Map.of("description", text("The project's folder."))));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", data.issues().stream().map(this::result).toList());
    run.put("properties", Map.of("project", data.scope().key(), "total", data.total()));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", SCHEMA);
    document.put("version", "2.1.0");
    document.put("runs", List.of(run));
    return document;
  }

  private Map<String, Object> rule(String key) {
    Untrusted name = data.ruleNames().getOrDefault(key, Untrusted.of(""));
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", key);
    rule.put("shortDescription", text(name.isEmpty() ? key : name.value()));
    return rule;
  }

  private Map<String, Object> result(Issue issue) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", issue.rule());
    result.put("ruleIndex", rules.indexOf(issue.rule()));
    result.put("level", level(issue));
    result.put("message", text(issue.message().isEmpty() ? issue.rule() : issue.message().value()));
    if (!issue.component().equals(issue.project())) {
      Optional<TextRange> range = issue.range().or(() -> line(issue));
      result.put("locations", List.of(location(issue.path(), range, Untrusted.of(""))));
    }
    List<Map<String, Object>> flows = issue.flows().stream().map(SarifReport::codeFlow).toList();
    if (!flows.isEmpty()) {
      result.put("codeFlows", flows);
    }
    result.put("partialFingerprints", Map.of("sonarqubeIssueKey/v1", issue.key()));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("severity", issue.worst(data.mode()).name());
    properties.put("status", issue.status());
    properties.put("effortMinutes", issue.effortMinutes());
    properties.put("tags", issue.tags().stream().map(Untrusted::value).toList());
    result.put("properties", properties);
    return result;
  }

  private static Optional<TextRange> line(Issue issue) {
    return issue.line() == 0
        ? Optional.empty()
        : Optional.of(new TextRange(issue.line(), issue.line(), 0, 0));
  }

  private String level(Issue issue) {
    int rank = issue.worst(data.mode()).rank();
    return rank >= 4 ? "error" : rank == 3 ? "warning" : "note";
  }

  private static Map<String, Object> codeFlow(Flow flow) {
    List<Map<String, Object>> steps =
        flow.locations().reversed().stream()
            .map(it ->
                Map.<String, Object>of("location", location(it.path(), it.range(), it.message())))
            .toList();
    return Map.of("threadFlows", List.of(Map.of("locations", steps)));
  }

  private static Map<String, Object> location(
      Untrusted path, Optional<TextRange> range, Untrusted message) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("artifactLocation", Map.of("uri", uri(path.value()), "uriBaseId", "SRCROOT"));
    range.ifPresent(it -> place.put("region", region(it)));
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("physicalLocation", place);
    if (!message.isEmpty()) {
      location.put("message", text(message.value()));
    }
    return location;
  }

  /** Columns count from 1 here, and from 0 in SonarQube. */
  private static Map<String, Object> region(TextRange range) {
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", range.startLine());
    boolean known = range.endOffset() > 0 || range.endLine() > range.startLine();
    if (known) {
      region.put("startColumn", range.startOffset() + 1);
      region.put("endLine", range.endLine());
      region.put("endColumn", range.endOffset() + 1);
    }
    return region;
  }

  private static String uri(String path) {
    return Stream.of(path.split("/", -1))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }
}
