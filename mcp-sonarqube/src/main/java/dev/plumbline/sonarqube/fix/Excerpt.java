package dev.plumbline.sonarqube.fix;

import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.SourceLine;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Parts of a file.
 *
 * @param path the file's path
 * @param lines in their order, not all of the file
 * @param marked numbers of the lines that the issue is about
 * @param related numbers of the lines that it points to
 * @param column where in a marked line, from 0
 */
record Excerpt(Untrusted path, List<SourceLine> lines, BitSet marked, BitSet related, int column) {
  /** A related line counts as this far from the issue. */
  private static final int RELATED = 3;

  private static final int LINE_CHARS = 240;
  private static final int MARGIN = 80;
  private static final int FAR = 1_000_000_000;

  /** Of something that has no source. */
  static Excerpt none(Untrusted path) {
    return new Excerpt(path, List.of(), new BitSet(), new BitSet(), 0);
  }

  /** Whether the server gave no line of it. */
  boolean isEmpty() {
    return lines.isEmpty();
  }

  /**
   * The lines nearest to the marked ones, with numbers, as a block.
   *
   * @param bytes how long it may be
   * @param distance how many lines around a marked one are wanted
   * @return empty when not even one line fits
   */
  Optional<String> within(int bytes, int distance) {
    List<SourceLine> nearest =
        lines.stream()
            .filter(line -> distance(line) <= distance)
            .sorted(Comparator.comparingInt(this::distance))
            .toList();
    BitSet shown = new BitSet();
    int left = bytes - 40;
    for (SourceLine line : nearest) {
      left -= Text.bytes(text(line)) + 1;
      if (left < 0) {
        break;
      }
      shown.set(line.number());
    }
    return shown.isEmpty() ? Optional.empty() : Optional.of(block(shown));
  }

  private String block(BitSet shown) {
    StringBuilder text = new StringBuilder();
    int expected = -1;
    for (SourceLine line : lines) {
      if (shown.get(line.number())) {
        if (expected >= 0 && line.number() != expected) {
          text.append("    …\n");
        }
        text.append(text(line)).append('\n');
        expected = line.number() + 1;
      }
    }
    return Untrusted.of(text.toString()).block("source");
  }

  private int distance(SourceLine line) {
    int near = distance(marked, line.number());
    int relatedNear = distance(related, line.number());
    return marked.isEmpty() && related.isEmpty()
        ? line.number()
        : Math.min(near, marked.isEmpty() ? relatedNear : relatedNear + RELATED);
  }

  private static int distance(BitSet lines, int number) {
    int before = lines.previousSetBit(number);
    int after = lines.nextSetBit(number);
    int up = before < 0 ? FAR : number - before;
    return Math.min(up, after < 0 ? FAR : after - number);
  }

  private String text(SourceLine line) {
    boolean matters = marked.get(line.number());
    String mark = matters ? ">" : related.get(line.number()) ? "*" : " ";
    String code = line.code().value().replace("\n", " ");
    return "%s%5d| %s".formatted(mark, line.number(), cut(code, matters ? column : 0));
  }

  /** Of a very long line the part that matters. */
  private static String cut(String code, int column) {
    if (code.length() <= LINE_CHARS) {
      return code;
    }
    int from = Math.min(Math.max(0, column - MARGIN), code.length() - LINE_CHARS + 1);
    if (from > 0 && Character.isLowSurrogate(code.charAt(from))) {
      from--;
    }
    return (from > 0 ? "…" : "") + Text.cut(code.substring(from), LINE_CHARS);
  }
}
