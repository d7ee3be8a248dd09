package dev.plumbline.usage.source.table;

import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Line;
import dev.plumbline.usage.source.text.Lines;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a JSON object a line. */
final class JsonLines {
  private final String origin;
  private final long total;

  JsonLines(String origin, long total) {
    this.origin = origin;
    this.total = total;
  }

  void read(InputStream in, RowReader.Rows rows) throws IOException {
    Lines lines = new Lines(in);
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (line.cut()) {
        String longest = "longer than " + Lines.LONGEST + " bytes";
        rows.bad(new Rejection(origin, line.number(), "line too long", longest, line.text()));
      } else if (!line.blank()) {
        read(line, rows);
      }
      rows.progress(line.end(), total);
    }
  }

  private void read(Line line, RowReader.Rows rows) {
    try {
      JsonNode value = JsonValues.mapper().readTree(line.bytes());
      if (value.isObject()) {
        rows.row(new Row(origin, line.number(), value));
      } else {
        rows.bad(new Rejection(origin, line.number(), "no row", "it is no object", line.text()));
      }
    } catch (JacksonException corrupt) {
      rows.bad(
          new Rejection(
              origin, line.number(), "corrupt line", corrupt.getOriginalMessage(), line.text()));
    }
  }
}
