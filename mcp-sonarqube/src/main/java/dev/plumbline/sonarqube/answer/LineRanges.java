package dev.plumbline.sonarqube.answer;

import java.util.ArrayList;
import java.util.List;

/** Line numbers in ranges, such as {@code 3-7, 12}. */
public final class LineRanges {
  private LineRanges() {}

  /** Consecutive numbers put together; the numbers ascend. */
  public static List<int[]> of(List<Integer> lines) {
    List<int[]> ranges = new ArrayList<>();
    for (int line : lines) {
      if (!ranges.isEmpty() && ranges.getLast()[1] == line - 1) {
        ranges.getLast()[1] = line;
      } else {
        ranges.add(new int[] {line, line});
      }
    }
    return ranges;
  }

  /** The ranges as text, at most so many of them. */
  public static String text(List<Integer> lines, int most) {
    List<int[]> ranges = of(lines);
    List<String> texts = new ArrayList<>();
    for (int[] range : ranges.subList(0, Math.min(most, ranges.size()))) {
      texts.add(range[0] == range[1] ? String.valueOf(range[0]) : range[0] + "-" + range[1]);
    }
    if (ranges.size() > most) {
      texts.add("… " + (ranges.size() - most) + " more");
    }
    return String.join(", ", texts);
  }
}
