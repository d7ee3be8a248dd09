package dev.plumbline.sonarqube.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.SourceLine;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static Excerpt excerpt(int column, int issue, int related, String... code) {
    List<SourceLine> lines =
        IntStream.range(0, code.length).mapToObj(i -> line(i + 1, code[i])).toList();
    BitSet marked = new BitSet();
    marked.set(issue);
    BitSet pointed = new BitSet();
    pointed.set(related);
    return new Excerpt(Untrusted.of("A"), lines, marked, pointed, column);
  }

  @Test
  void showsTheNearestLinesAndGaps() {
    Excerpt excerpt = excerpt(0, 2, 7, "a", "b", "c", "d", "e", "f", "g", "h");

    assertThat(excerpt.within(1_000, 3))
        .hasValue(
            """
            ~~~ untrusted source
                 1| a
            >    2| b
                 3| c
                 4| d
                 5| e
                …
            *    7| g
            ~~~\
            """);
  }

  @Test
  void growsWithItsRoom() {
    Excerpt excerpt = excerpt(0, 2, 7, "a", "b", "c", "d", "e", "f", "g", "h");

    assertThat(excerpt.within(40, 9)).isEmpty();
    int before = 0;
    for (int bytes = 50; bytes < 200; bytes++) {
      int length = Text.bytes(excerpt.within(bytes, 9).orElseThrow());
      assertThat(length).isBetween(before, bytes);
      before = length;
    }
  }

  @Test
  void showsThePartOfALongLineThatMatters() {
    String code = "x".repeat(2_000) + "HERE" + "y".repeat(2_000);

    String text = excerpt(2_000, 1, 2, code, code).within(10_000, 9).orElseThrow();

    assertThat(text)
        .containsOnlyOnce("HERE")
        .contains(">    1| …xxx", "*    2| xxx")
        .hasSizeLessThan(600);
  }

  private static SourceLine line(int number, String code) {
    Untrusted none = Untrusted.of("");
    return new SourceLine(
        number, Untrusted.of(code), none, none, Optional.empty(), false, false, Optional.empty());
  }
}
