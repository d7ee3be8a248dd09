package dev.plumbline.sonarqube.fix;

import dev.plumbline.sonarqube.sonar.Flow;
import dev.plumbline.sonarqube.sonar.Issue;
import java.util.ArrayList;
import java.util.List;

/** The places an issue points to, and the order it tells them in. */
record Places(Issue issue) {
  private static final int MESSAGE_CHARS = 160;

  /** A line for each place, with a heading for each flow of several. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (Flow flow : issue.flows()) {
      number++;
      boolean chain = flow.locations().size() > 1;
      if (chain) {
        lines.add(heading(flow, number));
      }
      // SonarQube tells a chain from its end.
      List<Flow.Location> locations = chain ? flow.locations().reversed() : flow.locations();
      for (int step = 0; step < locations.size(); step++) {
        lines.add((chain ? step + 1 + ". " : "- ") + text(locations.get(step)));
      }
    }
    return lines;
  }

  private String heading(Flow flow, int number) {
    String type = flow.type().isEmpty() || flow.type().equals("UNDEFINED") ? "" : flow.type();
    String which = issue.flows().size() == 1 ? "Flow" : "Flow " + number;
    String description =
        flow.description().isEmpty() ? "" : " " + flow.description().inline(MESSAGE_CHARS);
    return (which + " " + type).strip() + ":" + description;
  }

  private String text(Flow.Location location) {
    String file =
        location.component().equals(issue.component()) ? "" : location.path().inline(200) + ":";
    String line = location.range().map(range -> String.valueOf(range.startLine())).orElse("–");
    String message =
        location.message().isEmpty() ? "" : " " + location.message().inline(MESSAGE_CHARS);
    return (file.isEmpty() ? "line " : file) + line + message;
  }
}
