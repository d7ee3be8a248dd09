package dev.plumbline.sonarqube.fix;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.text.VisibleText;
import java.util.ArrayList;
import java.util.List;

/**
 * One hunk as its author wrote it.
 *
 * @param start the line it claims to begin at, from 1; 0 when it claims none
 */
record Hunk(int start, List<Line> lines) {
  /** A unique match may be anywhere; among several only one this near is meant. */
  private static final int NEAR = 50;

  Hunk {
    lines = List.copyOf(lines);
  }

  /** What a line of a hunk does. */
  enum Kind {
    KEEP,
    REMOVE,
    ADD
  }

  /** A line and what becomes of it. */
  record Line(Kind kind, String text) {}

  /** What takes it back. */
  Hunk reversed() {
    return new Hunk(
        start,
        lines.stream()
            .map(line ->
                switch (line.kind()) {
                  case KEEP -> line;
                  case REMOVE -> new Line(Kind.ADD, line.text());
                  case ADD -> new Line(Kind.REMOVE, line.text());
                })
            .toList());
  }

  /** The lines it expects in the file. */
  List<String> expected() {
    return lines.stream().filter(line -> line.kind() != Kind.ADD).map(Line::text).toList();
  }

  /**
   * Where its lines are in the file, from 0.
   *
   * @param from the first line that no earlier hunk has taken
   * @param drift how far earlier hunks were off
   */
  int place(List<String> file, int from, int drift) {
    List<String> expected = expected();
    if (expected.isEmpty()) {
      throw new UnusableDraft("a hunk has no context lines, so its place is unknown");
    }
    List<Integer> found = matches(file, from, expected);
    if (found.isEmpty()) {
      throw new UnusableDraft(
          "the context and removed lines of the hunk at line %d are not in the file%s"
              .formatted(start, firstStrange(file, expected)));
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    return nearest(found, start - 1 + drift);
  }

  private int nearest(List<Integer> found, int claimed) {
    List<Integer> sorted = new ArrayList<>(found);
    sorted.sort((a, b) -> Integer.compare(Math.abs(a - claimed), Math.abs(b - claimed)));
    int distance = Math.abs(sorted.get(0) - claimed);
    boolean tie = Math.abs(sorted.get(1) - claimed) == distance;
    if (start == 0 || tie || distance > NEAR) {
      throw new UnusableDraft(
          "the context of the hunk at line %d is in the file %d times: give more context lines"
              .formatted(start, found.size()));
    }
    return sorted.getFirst();
  }

  private static List<Integer> matches(List<String> file, int from, List<String> expected) {
    List<Integer> found = new ArrayList<>();
    for (int at = from; at + expected.size() <= file.size(); at++) {
      if (matchesAt(file, at, expected)) {
        found.add(at);
      }
    }
    return found;
  }

  private static boolean matchesAt(List<String> file, int at, List<String> expected) {
    for (int i = 0; i < expected.size(); i++) {
      if (!same(file.get(at + i), expected.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String firstStrange(List<String> file, List<String> expected) {
    return expected.stream()
        .filter(line -> file.stream().noneMatch(known -> same(known, line)))
        .findFirst()
        .map(line -> ", the first such being " + Untrusted.of(line).inline(120))
        .orElse(" in this order");
  }

  /** The author was shown no invisible characters, and blanks at a line's end do not matter. */
  private static boolean same(String known, String written) {
    return known.equals(written)
        || VisibleText.of(known).stripTrailing().equals(VisibleText.of(written).stripTrailing());
  }
}
