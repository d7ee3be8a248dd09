package dev.plumbline.usage.source.table;

import dev.plumbline.usage.source.text.JsonValues;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The forms a text file of rows comes in. */
enum TextFormat {
  /** One JSON value: an array of rows, or an object around it. */
  JSON,
  /** A JSON object a line. */
  JSON_LINES,
  /** A line of names, then values, separated by commas, semicolons, tabs or bars. */
  CSV;

  /** Told by how a file begins. */
  static TextFormat of(byte[] beginning) {
    String text =
        new String(beginning, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
    if (text.startsWith("[")) {
      return JSON;
    }
    if (!text.startsWith("{")) {
      return CSV;
    }
    int end = text.indexOf('\n');
    String first = (end < 0 ? text : text.substring(0, end)).strip();
    if (!first.endsWith("}")) {
      // A first line longer than what was looked at, or an object spread over lines.
      return end < 0 ? JSON_LINES : JSON;
    }
    boolean alone = end < 0 || text.substring(end).isBlank();
    return alone && JsonDocument.wraps(parsed(first)) ? JSON : JSON_LINES;
  }

  private static JsonNode parsed(String line) {
    try {
      return JsonValues.mapper().readTree(line);
    } catch (JacksonException broken) {
      return JsonValues.mapper().createObjectNode();
    }
  }
}
