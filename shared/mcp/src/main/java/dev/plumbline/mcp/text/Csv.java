package dev.plumbline.mcp.text;

import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180) that are safe to open in a spreadsheet. */
public final class Csv {
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private Csv() {}

  /** Cells as one line with its end. */
  public static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(",", "", "\r\n"));
  }

  /**
   * A text as a cell. One that a spreadsheet would run, because it begins like a formula, gets an
   * apostrophe before it.
   */
  public static String text(String value) {
    boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
    String safe = formula ? "'" + value : value;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted || formula ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
