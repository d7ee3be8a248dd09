package dev.plumbline.usage.source.table;

import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.text.JsonValues;
import java.io.InputStream;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Reads a JSON array of rows, or the one within an object around it, a row at a time. */
final class JsonDocument {
  private static final Set<String> WRAPPERS =
      Set.of("data", "rows", "logs", "records", "items", "results", "result", "spend_logs");

  private final String origin;

  JsonDocument(String origin) {
    this.origin = origin;
  }

  /** Whether an object is only there to hold an array of rows. */
  static boolean wraps(JsonNode object) {
    return WRAPPERS.stream().map(object::get).anyMatch(value -> value != null && value.isArray());
  }

  void read(InputStream in, RowReader.Rows rows) {
    long line = 1;
    try (JsonParser parser = JsonValues.mapper().createParser(in)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT && !enter(parser)) {
        rows.bad(
            new Rejection(
                origin,
                1,
                "no rows",
                "the object holds none of the arrays " + String.join(", ", WRAPPERS),
                ""));
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
        line = parser.currentTokenLocation().getLineNr();
        JsonNode value = parser.readValueAsTree();
        if (value.isObject()) {
          rows.row(new Row(origin, line, value));
        } else {
          rows.bad(new Rejection(origin, line, "no row", "it is no object", value.toString()));
        }
      }
    } catch (JacksonException corrupt) {
      rows.bad(
          new Rejection(
              origin,
              line,
              "corrupt JSON",
              corrupt.getOriginalMessage() + "; what follows in this file cannot be read",
              ""));
    }
  }

  /** Moves to the array within an object. */
  private static boolean enter(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && WRAPPERS.contains(name)) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }
}
