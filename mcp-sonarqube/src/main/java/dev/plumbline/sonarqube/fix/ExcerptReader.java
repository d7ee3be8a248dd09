package dev.plumbline.sonarqube.fix;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SourceLine;
import dev.plumbline.sonarqube.sonar.SourcesClient;
import dev.plumbline.sonarqube.sonar.TextRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads the parts of files that issues are about. */
final class ExcerptReader {
  /** Of a place that spans more lines, such as a whole method, the first ones matter. */
  private static final int RANGE_LINES = 60;

  private final SourcesClient sources;
  private final Scope scope;

  ExcerptReader(SourcesClient sources, Scope scope) {
    this.sources = sources;
    this.scope = scope;
  }

  /**
   * The lines of some places and around them; none when the server does not give them out.
   *
   * @param places what the issue is about; with no related ones empty for the head of the file
   * @param related what it points to
   * @param around how many lines before and after
   */
  Excerpt read(
      String component,
      Untrusted path,
      List<TextRange> places,
      List<TextRange> related,
      int around) {
    BitSet marked = numbers(places);
    BitSet pointed = numbers(related);
    pointed.andNot(marked);
    BitSet all = new BitSet();
    all.or(marked);
    all.or(pointed);
    int column = places.isEmpty() ? 0 : places.getFirst().startOffset();
    return new Excerpt(path, lines(component, around(all, around)), marked, pointed, column);
  }

  private static BitSet numbers(List<TextRange> ranges) {
    BitSet numbers = new BitSet();
    for (TextRange range : ranges) {
      int end = Math.min(range.endLine(), range.startLine() + RANGE_LINES - 1);
      numbers.set(range.startLine(), Math.max(range.startLine(), end) + 1);
    }
    return numbers;
  }

  private static BitSet around(BitSet numbers, int around) {
    BitSet wanted = new BitSet();
    if (numbers.isEmpty()) {
      wanted.set(1, around + 1);
    }
    numbers.stream().forEach(line -> wanted.set(Math.max(1, line - around), line + around + 1));
    return wanted;
  }

  private List<SourceLine> lines(String component, BitSet wanted) {
    List<SourceLine> lines = new ArrayList<>();
    try {
      for (int from = wanted.nextSetBit(1); from > 0; ) {
        int after = wanted.nextClearBit(from);
        lines.addAll(withoutEnd(sources.lines(component, scope, from, after - 1), after - from));
        from = wanted.nextSetBit(after);
      }
    } catch (Failure.NotFound | Failure.Denied notGivenOut) {
      return lines;
    }
    return lines;
  }

  /** SonarQube counts the nothing behind a final line feed as a line. */
  private static List<SourceLine> withoutEnd(List<SourceLine> lines, int asked) {
    boolean atEnd = !lines.isEmpty() && lines.size() < asked;
    return atEnd && lines.getLast().code().value().isEmpty()
        ? lines.subList(0, lines.size() - 1)
        : lines;
  }
}
