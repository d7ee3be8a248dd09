package dev.plumbline.usage.source.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static List<Line> read(InputStream in, int longest) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (Lines source = new Lines(in, 0, 0, longest)) {
      for (Line line = source.next(); line != null; line = source.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tellsWhereLinesBeginAndWhetherTheyEnded() throws IOException {
    assertThat(read(bytes("\uFEFFeins\r\n\nzwei"), 100))
        .extracting(Line::number, Line::offset, Line::text, Line::end, Line::ended)
        .containsExactly(
            tuple(1L, 0L, "eins", 9L, true),
            tuple(2L, 9L, "", 10L, true),
            tuple(3L, 10L, "zwei", 14L, false));
  }

  @Test
  void cutsAHugeLineAndGoesOnBehindIt() throws IOException {
    InputStream huge = new SequenceInputStream(bytes("a".repeat(3_000_000)), bytes("\nnext\n"));

    List<Line> lines = read(huge, 1_000_000);

    assertThat(lines).extracting(Line::cut).containsExactly(true, false);
    assertThat(lines.getFirst().bytes()).hasSizeLessThan(5_000);
    assertThat(lines.getLast().text()).isEqualTo("next");
    assertThat(lines.getLast().offset()).isEqualTo(3_000_001);
  }

  @Test
  void findsAMarker() throws IOException {
    Line line = read(bytes("say \"usage\" once"), 100).getFirst();

    assertThat(line.contains("\"usage\"".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(line.contains("once!".getBytes(StandardCharsets.UTF_8))).isFalse();
  }
}
