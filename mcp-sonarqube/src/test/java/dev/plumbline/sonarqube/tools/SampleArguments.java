package dev.plumbline.sonarqube.tools;

import java.util.List;
import java.util.Map;

/** The least that each tool can be called with, the project left out. */
final class SampleArguments {
  private static final String ISSUE = "0123456789abcdef0001";

  private SampleArguments() {}

  static Map<String, Object> of(String tool) {
    return switch (tool) {
      case "get_issue" -> Map.of("issue", ISSUE, "branch", "main");
      case "suggest_fixes" -> Map.of("issue_id", ISSUE, "branch", "main");
      case "change_issues" -> Map.of("severity", "HIGH", "add_tags", List.of("x"));
      case "review_hotspot" -> Map.of("hotspot", ISSUE);
      case "get_source", "get_duplications" -> Map.of("file", "src/A.java");
      case "get_rule" -> Map.of("rule", "java:S1192");
      case "apply_fix" -> Map.of("diff", "--- a/A\n+++ b/A\n@@ -1 +1 @@\n-a\n+b\n");
      case "compare" -> Map.of("from", "2026-08-01");
      case "create_webhook" -> Map.of("name", "CI", "url", "https://ci.example");
      case "delete_webhook", "get_webhook_deliveries" -> Map.of("webhook", "w1");
      case "set_quality_gate" -> Map.of("gate", "Strict");
      default -> Map.of();
    };
  }
}
