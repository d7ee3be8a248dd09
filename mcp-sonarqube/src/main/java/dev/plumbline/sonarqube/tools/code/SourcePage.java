package dev.plumbline.sonarqube.tools.code;

import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lines of a file with what SonarQube knows about each.
 *
 * @param blame whether who wrote a line is shown
 */
record SourcePage(List<SourceLine> lines, List<Issue> issues, boolean blame) {
  private static final int LINE_CHARS = 300;

  String text(int count) {
    StringBuilder text = new StringBuilder();
    Untrusted lastAuthor = Untrusted.of("");
    for (SourceLine line : lines.subList(0, count)) {
      if (blame && !line.author().isEmpty() && !line.author().equals(lastAuthor)) {
        text.append(
            "        by %s, %s, %s\n"
                .formatted(
                    line.author().value(),
                    Wording.date(line.changed()),
                    Text.cut(line.revision().value(), 12)));
        lastAuthor = line.author();
      }
      text.append(mark(line))
          .append(line.isNew() ? '+' : ' ')
          .append(line.duplicated() ? '=' : ' ')
          .append("%5d| ".formatted(line.number()))
          .append(Text.cut(line.code().value().replace("\n", " "), LINE_CHARS))
          .append('\n');
    }
    return Untrusted.of(text.toString()).block("source");
  }

  /** The issues on the first lines, as a list. */
  String issues(int count) {
    return on(count).stream()
        .map(issue ->
            "- line %d: %s %s %s"
                .formatted(
                    issue.line(),
                    Keys.show(issue.rule()),
                    issue.message().inline(160),
                    issue.key()))
        .collect(Collectors.joining("\n"));
  }

  List<Issue> on(int count) {
    if (count == 0) {
      return List.of();
    }
    int first = lines.getFirst().number();
    int last = lines.get(count - 1).number();
    return issues.stream().filter(issue -> issue.line() >= first && issue.line() <= last).toList();
  }

  /** How many of the first lines tests run, and could run. */
  String coverage(int count) {
    List<SourceLine.Coverage> known =
        lines.subList(0, count).stream().flatMap(line -> line.coverage().stream()).toList();
    if (known.isEmpty()) {
      return "No coverage is known for these lines.";
    }
    long covered = known.stream().filter(line -> !line.isUncovered()).count();
    return "Tests run %d of the %d lines they could run.".formatted(covered, known.size());
  }

  /** Who wrote how many of the first lines, most first. */
  String authors(int count) {
    Map<String, Long> authors =
        lines.subList(0, count).stream()
            .filter(line -> !line.author().isEmpty())
            .collect(
                Collectors.groupingBy(line -> line.author().inline(60), Collectors.counting()));
    List<String> texts = new ArrayList<>();
    authors.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(10)
        .forEach(author -> texts.add(author.getKey() + " " + author.getValue()));
    return texts.isEmpty() ? "" : "Last changed by (lines): " + String.join(", ", texts) + ".";
  }

  private static char mark(SourceLine line) {
    return line.coverage()
        .map(coverage -> coverage.isUncovered() ? '-' : coverage.isPartial() ? '~' : ' ')
        .orElse(' ');
  }
}
