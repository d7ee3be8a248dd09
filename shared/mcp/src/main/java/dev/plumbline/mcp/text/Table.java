package dev.plumbline.mcp.text;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table, written row by row. */
public final class Table {
  private final int columns;
  private final List<String> lines = new ArrayList<>();

  /** A table with these column titles; a title ending in {@code :} is aligned right. */
  public Table(String... titles) {
    columns = titles.length;
    StringBuilder head = new StringBuilder("|");
    StringBuilder rule = new StringBuilder("|");
    for (String title : titles) {
      boolean right = title.endsWith(":");
      head.append(right ? title.substring(0, title.length() - 1) : title).append('|');
      rule.append(right ? "--:|" : "--|");
    }
    lines.add(head.toString());
    lines.add(rule.toString());
  }

  /** Adds a row of as many cells as there are titles; line breaks in cells become spaces. */
  public Table row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells in a table of " + columns);
    }
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(String.valueOf(cell).replace('\n', ' ').replace('|', '¦')).append('|');
    }
    lines.add(row.toString());
    return this;
  }

  /** Whether no row was added. */
  public boolean isEmpty() {
    return lines.size() == 2;
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
