package dev.plumbline.gateway.alert.channel;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What media that people read say alike. */
final class Wording {
  private static final int MOST_ITEMS = 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Wording() {}

  /** One line without control characters. */
  static String subject(Notice notice) {
    return oneLine("[" + word(notice) + "] " + notice.title());
  }

  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  /** What sort of message it is, in a word. */
  static String word(Notice notice) {
    return switch (notice.status()) {
      case FIRING -> notice.severity().name();
      case RESOLVED -> "RECOVERED";
      case DIGEST -> "QUIET HOURS";
      case REPORT -> "REPORT";
      case TEST -> "TEST";
    };
  }

  /** The same as a sign. */
  static String mark(Notice notice) {
    return switch (notice.status()) {
      case FIRING ->
          switch (notice.severity()) {
            case CRITICAL -> "🔴";
            case WARNING -> "🟠";
            case INFO -> "🔵";
          };
      case RESOLVED -> "🟢";
      case DIGEST, REPORT, TEST -> "🔵";
    };
  }

  /** The same as a colour of the web. */
  static String colour(Notice notice) {
    return switch (mark(notice)) {
      case "🔴" -> "#c62828";
      case "🟠" -> "#ef8f00";
      case "🟢" -> "#2e7d32";
      default -> "#1565c0";
    };
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  /** The values, as one line each; of many only some. */
  static List<String> items(Notice notice) {
    List<String> lines = new ArrayList<>();
    for (Notice.Item item : notice.items().stream().limit(MOST_ITEMS).toList()) {
      String end = item.ended() == null ? "" : "; ended " + time(item.ended());
      boolean both = !item.firing() && notice.status() == Notice.Status.DIGEST;
      String text = both ? item.text() + " (since " + time(item.since()) + end + ")" : item.text();
      lines.add((item.firing() || both ? "• " : "✓ ") + oneLine(text));
    }
    int more = notice.items().size() - MOST_ITEMS;
    if (more > 0) {
      lines.add("… and " + more + " more");
    }
    return lines;
  }

  /** A table in a font of even width. */
  static String grid(Notice.Table table) {
    List<List<String>> all = new ArrayList<>();
    all.add(table.columns());
    all.addAll(table.rows());
    int[] widths = new int[table.columns().size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], cell(row, i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = cell(row, i);
        String gap = " ".repeat(widths[i] - cell.length());
        line.append(i == 0 ? cell + gap : "  " + gap + cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String cell(List<String> row, int index) {
    return cut(oneLine(row.get(index)), 40);
  }

  /** Its beginning, not ending within a surrogate pair. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
