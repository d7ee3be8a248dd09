package dev.plumbline.sonarqube.tools;

import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Measures;
import tools.jackson.databind.json.JsonMapper;

/** Metrics of SonarQube with what makes them better, and their history. */
final class CannedMetrics {
  /** Key, name, type, domain and direction of each. */
  private static final String METRICS =
      """
      alert_status,Quality Gate Status,LEVEL,Releasability,1
      quality_profiles,Profiles,DATA,General,0
      violations,Issues,INT,Issues,-1
      new_violations,New Issues,INT,Issues,-1
      vulnerabilities,Vulnerabilities,INT,Security,-1
      bugs,Bugs,INT,Reliability,-1
      code_smells,Code Smells,INT,Maintainability,-1
      new_code_smells,New Code Smells,INT,Maintainability,-1
      software_quality_security_issues,Security Issues,INT,Security,-1
      software_quality_reliability_issues,Reliability Issues,INT,Reliability,-1
      software_quality_maintainability_issues,Maintainability Issues,INT,Maintainability,-1
      sqale_index,Technical Debt,WORK_DUR,Maintainability,-1
      software_quality_maintainability_remediation_effort,Effort,WORK_DUR,Maintainability,-1
      new_technical_debt,Added Technical Debt,WORK_DUR,Maintainability,-1
      security_rating,Security Rating,RATING,Security,-1
      software_quality_security_rating,Security Rating,RATING,Security,-1
      new_security_rating,Security Rating on New Code,RATING,Security,-1
      coverage,Coverage,PERCENT,Coverage,1
      new_coverage,Coverage on New Code,PERCENT,Coverage,1
      uncovered_lines,Uncovered Lines,INT,Coverage,-1
      new_uncovered_lines,New Uncovered Lines,INT,Coverage,-1
      lines_to_cover,Lines to Cover,INT,Coverage,-1
      new_lines_to_cover,New Lines to Cover,INT,Coverage,-1
      conditions_to_cover,Branches to Cover,INT,Coverage,-1
      uncovered_conditions,Uncovered Branches,INT,Coverage,-1
      duplicated_lines_density,Duplicated Lines (%),PERCENT,Duplications,-1
      new_duplicated_lines_density,Duplicated Lines on New Code (%),PERCENT,Duplications,-1
      duplicated_lines,Duplicated Lines,INT,Duplications,-1
      duplicated_blocks,Duplicated Blocks,INT,Duplications,-1
      complexity,Cyclomatic Complexity,INT,Complexity,-1
      cognitive_complexity,Cognitive Complexity,INT,Complexity,-1
      security_hotspots,Security Hotspots,INT,SecurityReview,-1
      new_lines,New Lines,INT,Size,-1
      ncloc,Lines of Code,INT,Size,-1
      ncloc_language_distribution,Lines per Language,DATA,Size,0
      """;

  private CannedMetrics() {}

  /** The server has them all, or of an older one those that it had. */
  static void exist(FakeSonarQube fake, boolean withSoftwareQualities) {
    List<Map<String, Object>> metrics = new ArrayList<>();
    for (String line : METRICS.lines().toList()) {
      String[] parts = line.split(",", -1);
      if (withSoftwareQualities || !parts[0].startsWith("software_quality_")) {
        metrics.add(
            Map.of(
                "key", parts[0],
                "name", parts[1],
                "type", parts[2],
                "domain", parts[3],
                "direction", Integer.parseInt(parts[4])));
      }
    }
    fake.json(
        "api/metrics/search",
        JsonMapper.shared()
            .writeValueAsString(Map.of("total", metrics.size(), "metrics", metrics)));
  }

  /** A server of 9.9 LTA. */
  static void ofOldServer(FakeSonarQube fake) {
    fake.version("9.9.8.100196");
    exist(fake, false);
  }

  /** The values of metrics in as many analyses; an empty one is missing. */
  static Measures.SearchHistoryResponse history(List<String> dates, Map<String, List<String>> all) {
    Measures.SearchHistoryResponse.Builder answer =
        Measures.SearchHistoryResponse.newBuilder()
            .setPaging(Common.Paging.newBuilder().setTotal(dates.size()));
    all.forEach((metric, values) -> {
      var series = Measures.SearchHistoryResponse.HistoryMeasure.newBuilder().setMetric(metric);
      for (int i = 0; i < values.size(); i++) {
        var point = Measures.SearchHistoryResponse.HistoryValue.newBuilder().setDate(dates.get(i));
        series.addHistory(values.get(i).isEmpty() ? point : point.setValue(values.get(i)));
      }
      answer.addMeasures(series);
    });
    return answer.build();
  }

  /** The measures of one component, as metric and value in turn. */
  static Measures.ComponentWsResponse measures(String... keysAndValues) {
    return Measures.ComponentWsResponse.newBuilder()
        .setComponent(Canned.measures(List.of(keysAndValues)).setKey("shop"))
        .build();
  }
}
