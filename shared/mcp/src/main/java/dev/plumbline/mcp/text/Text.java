package dev.plumbline.mcp.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text put together, counted and cut. */
public final class Text {
  private Text() {}

  /** The parts of an answer, one below the other; empty ones are left out. */
  public static String paragraphs(String... parts) {
    return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n"));
  }

  /** {@code 12,345}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 issue}, {@code 2 issues}. */
  public static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** At most {@code max} characters, the last an ellipsis when something was cut. */
  public static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - 1;
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  /** At most {@code max} UTF-8 bytes of the text, cut between characters. */
  public static String cutBytes(String text, int max) {
    if (bytes(text) <= max) {
      return text;
    }
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      used += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      if (used > max) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  /** The length in UTF-8 bytes. */
  public static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The text with line breaks and other control characters escaped, for a log line. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    VisibleText.of(text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t"))
        .codePoints()
        .forEach(line::appendCodePoint);
    return cut(line.toString(), 2_000);
  }
}
