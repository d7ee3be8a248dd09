package dev.plumbline.usage.source.otel;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.table.RowReader;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Line;
import dev.plumbline.usage.source.text.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads OTLP/JSON: one document, or one a line as the collector's file exporter writes them. A row
 * is a flat object of a span's attributes, those of its resource below {@code resource.}, and its
 * ids, times and status.
 */
public final class SpanRows implements RowReader {
  private static final String RESOURCES = "resourceSpans";

  @Override
  public void read(Path file, Rows rows) {
    try {
      if (oneLineEach(file)) {
        lines(file, rows);
      } else {
        document(file, rows);
      }
    } catch (IOException unreadable) {
      throw new Failure.InvalidInput(
          "The file " + file + " cannot be read: " + unreadable.getMessage() + ".",
          "Check that it exists and that you may read it.");
    }
  }

  /** An object that ends on its first line, or one too long to tell, stands for itself. */
  private static boolean oneLineEach(Path file) throws IOException {
    try (Lines lines = new Lines(Files.newInputStream(file))) {
      Line first = lines.next();
      while (first != null && first.blank()) {
        first = lines.next();
      }
      return first != null && !first.cut() && first.text().strip().endsWith("}");
    }
  }

  private static void lines(Path file, Rows rows) throws IOException {
    long total = Files.size(file);
    String origin = file.toString();
    try (Lines lines = new Lines(Files.newInputStream(file))) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        if (line.cut()) {
          String longest = "longer than " + Lines.LONGEST + " bytes";
          rows.bad(new Rejection(origin, line.number(), "line too long", longest, line.text()));
        } else if (!line.blank()) {
          line(origin, line, rows);
        }
        rows.progress(line.end(), total);
      }
    }
  }

  private static void line(String origin, Line line, Rows rows) {
    try {
      JsonNode document = JsonValues.mapper().readTree(line.bytes());
      JsonNode resources = document.get(RESOURCES);
      if (resources == null || !resources.isArray()) {
        rows.bad(
            new Rejection(
                origin, line.number(), "no spans", "it has no " + RESOURCES, line.text()));
        return;
      }
      for (JsonNode resource : resources) {
        Spans.of(resource, values -> rows.row(new Row(origin, line.number(), values)));
      }
    } catch (JacksonException corrupt) {
      rows.bad(
          new Rejection(
              origin, line.number(), "corrupt line", corrupt.getOriginalMessage(), line.text()));
    }
  }

  private static void document(Path file, Rows rows) throws IOException {
    String origin = file.toString();
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = JsonValues.mapper().createParser(in)) {
      while (parser.nextToken() != null) {
        boolean resources =
            parser.currentToken() == JsonToken.START_ARRAY
                && RESOURCES.equals(parser.currentName());
        while (resources && parser.nextToken() == JsonToken.START_OBJECT) {
          long line = parser.currentTokenLocation().getLineNr();
          JsonNode resource = parser.readValueAsTree();
          Spans.of(resource, values -> rows.row(new Row(origin, line, values)));
        }
      }
    } catch (JacksonException corrupt) {
      rows.bad(
          new Rejection(
              origin,
              corrupt.getLocation() == null ? 0 : corrupt.getLocation().getLineNr(),
              "corrupt JSON",
              corrupt.getOriginalMessage() + "; what follows in this file cannot be read",
              ""));
    }
  }
}
