package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Line;
import dev.plumbline.usage.source.text.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads CSV. A record may go over several lines within quotes; a quote that never ends costs its
 * own line and not the rest of the file.
 */
final class CsvRows {
  private static final int MOST_LINES = 1000;
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};

  private final String origin;
  private final long total;
  private final Deque<Line> ahead = new ArrayDeque<>();

  CsvRows(String origin, long total) {
    this.origin = origin;
    this.total = total;
  }

  void read(InputStream in, RowReader.Rows rows) throws IOException {
    Lines lines = new Lines(in);
    Line header = next(lines);
    while (header != null && header.blank()) {
      header = next(lines);
    }
    if (header == null) {
      return;
    }
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator(header.text())).get();
    List<String> names = names(header, format);
    rows.columns(names);
    for (Line line = next(lines); line != null; line = next(lines)) {
      if (line.cut()) {
        String longest = "longer than " + Lines.LONGEST + " bytes";
        rows.bad(new Rejection(origin, line.number(), "line too long", longest, line.text()));
      } else if (!line.blank()) {
        record(line, record(line, lines), names, format, rows);
      }
      rows.progress(line.end(), total);
    }
  }

  private @Nullable Line next(Lines lines) throws IOException {
    Line line = ahead.poll();
    return line == null ? lines.next() : line;
  }

  /** The text of the record that a line begins; the line alone when its quotes never end. */
  private String record(Line first, Lines lines) throws IOException {
    StringBuilder text = new StringBuilder(first.text());
    boolean open = odd(first);
    List<Line> more = new ArrayList<>();
    while (open && more.size() < MOST_LINES && text.length() < MOST_BYTES) {
      Line line = next(lines);
      if (line == null) {
        break;
      }
      more.add(line);
      text.append('\n').append(line.text());
      open ^= odd(line);
    }
    if (!open) {
      return text.toString();
    }
    more.reversed().forEach(ahead::addFirst);
    return first.text();
  }

  private static boolean odd(Line line) {
    boolean odd = false;
    for (byte each : line.bytes()) {
      odd ^= each == '"';
    }
    return odd;
  }

  private void record(
      Line line, String text, List<String> names, CSVFormat format, RowReader.Rows rows) {
    List<String> cells;
    try {
      cells = cells(text, format);
    } catch (IOException | UncheckedIOException | IllegalStateException broken) {
      rows.bad(
          new Rejection(origin, line.number(), "corrupt line", "its quotes do not match", text));
      return;
    }
    if (cells.size() != names.size()) {
      String detail = cells.size() + " values for " + names.size() + " columns";
      rows.bad(new Rejection(origin, line.number(), "corrupt line", detail, text));
      return;
    }
    ObjectNode values = JsonValues.mapper().createObjectNode();
    for (int i = 0; i < cells.size(); i++) {
      values.put(names.get(i), cells.get(i));
    }
    rows.row(new Row(origin, line.number(), values));
  }

  /**
   * A record without quotes is its own list; making a parser for it takes longer than reading it.
   */
  private static List<String> cells(String text, CSVFormat format) throws IOException {
    if (text.indexOf('"') < 0) {
      return List.of(text.split(Pattern.quote(format.getDelimiterString()), -1));
    }
    try (CSVParser parser = CSVParser.parse(text, format)) {
      return parser.getRecords().getFirst().toList();
    }
  }

  private List<String> names(Line header, CSVFormat format) throws IOException {
    List<String> names = cells(header.text(), format).stream().map(String::strip).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new Failure.InvalidInput(
          "The header of " + origin + " names a column twice.", "Name each column once.");
    }
    return names;
  }

  /** The separator that the header has most of. */
  private static char separator(String header) {
    char best = ',';
    long most = 0;
    for (char each : SEPARATORS) {
      long count = header.chars().filter(character -> character == each).count();
      if (count > most) {
        best = each;
        most = count;
      }
    }
    return best;
  }
}
