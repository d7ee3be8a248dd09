package dev.plumbline.sonarqube.tools.code;

import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.LineRanges;
import dev.plumbline.sonarqube.sonar.SourceLine;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The source of a file's gaps, place by place. */
final class GapSource {
  private static final int LINE_CHARS = 200;
  private static final int PLACE_LINES = 30;

  private final FileGaps gaps;
  private final List<int[]> places;
  private final Set<Integer> uncovered;
  private final Set<Integer> partial;

  GapSource(FileGaps gaps) {
    this.gaps = gaps;
    this.uncovered = Set.copyOf(gaps.uncovered());
    this.partial = gaps.partial().stream().map(SourceLine::number).collect(Collectors.toSet());
    List<Integer> lines =
        Stream.concat(gaps.uncovered().stream(), gaps.partial().stream().map(SourceLine::number))
            .sorted()
            .toList();
    this.places = LineRanges.of(lines);
  }

  /** How many places there are. */
  int count() {
    return places.size();
  }

  /** The source of the largest places, in the order of the file. */
  String text(int count) {
    if (count == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    places.stream()
        .sorted(Comparator.comparingInt((int[] place) -> place[0] - place[1]))
        .limit(count)
        .sorted(Comparator.comparingInt(place -> place[0]))
        .forEach(place -> append(text, place));
    return "Source (- no test runs it, ~ some branches only):\n"
        + Untrusted.of(text.toString()).block("source");
  }

  private void append(StringBuilder text, int[] place) {
    int last = Math.min(place[1], place[0] + PLACE_LINES - 1);
    if (!text.isEmpty()) {
      text.append("    …\n");
    }
    // The lines of a whole file are numbered from 1.
    List<SourceLine> all = gaps.lines();
    for (SourceLine line : all.subList(Math.max(0, place[0] - 2), Math.min(all.size(), last))) {
      text.append(mark(line))
          .append("%5d| ".formatted(line.number()))
          .append(Text.cut(line.code().value().replace("\n", " "), LINE_CHARS))
          .append('\n');
    }
  }

  private char mark(SourceLine line) {
    if (uncovered.contains(line.number())) {
      return '-';
    }
    return partial.contains(line.number()) ? '~' : ' ';
  }
}
