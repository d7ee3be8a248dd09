package dev.plumbline.sonarqube.report;

import dev.plumbline.mcp.text.Csv;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Issue;
import java.util.List;
import java.util.stream.Collectors;

/** Issues as comma-separated values (RFC 4180), safe to open in a spreadsheet. */
final class CsvReport {
  private static final List<String> COLUMNS =
      List.of(
          "key",
          "rule",
          "severity",
          "type",
          "file",
          "line",
          "message",
          "effort_minutes",
          "status",
          "assignee",
          "author",
          "tags",
          "created");

  private CsvReport() {}

  static String of(ReportData data) {
    StringBuilder text = new StringBuilder();
    append(text, COLUMNS);
    for (Issue issue : data.issues()) {
      append(
          text,
          List.of(
              issue.key(),
              issue.rule(),
              issue.worst(data.mode()).name(),
              issue.type(),
              issue.path().value(),
              issue.line() == 0 ? "" : String.valueOf(issue.line()),
              issue.message().value(),
              String.valueOf(issue.effortMinutes()),
              issue.status(),
              issue.assignee().value(),
              issue.author().value(),
              issue.tags().stream().map(Untrusted::value).collect(Collectors.joining(" ")),
              issue.created().map(String::valueOf).orElse("")));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> cells) {
    text.append(Csv.line(cells.stream().map(Csv::text).toList()));
  }
}
