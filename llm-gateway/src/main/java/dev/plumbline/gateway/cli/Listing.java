package dev.plumbline.gateway.cli;

import dev.plumbline.mcp.text.Text;
import dev.plumbline.usage.remote.GatewayClient;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Lines of columns for people and scripts; what others wrote stays on its line. */
final class Listing {
  private final List<String[]> rows = new ArrayList<>();

  /** Adds a row. */
  Listing row(String... cells) {
    String[] row = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] = cells[i].isEmpty() ? "-" : Text.oneLine(cells[i]);
    }
    rows.add(row);
    return this;
  }

  /** Prints the rows in columns. */
  void print(PrintStream out) {
    int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    int[] width = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        width[i] = Math.max(width[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]).append(" ".repeat(width[i] - row[i].length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** Everything of a list that comes in pages. */
  static List<JsonNode> all(GatewayClient client, String path) {
    List<JsonNode> items = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = client.get(path + "?limit=1000" + (after.isEmpty() ? "" : "&after=" + after));
      page.path("items").forEach(items::add);
      after = page.path("next").asString("");
    } while (!after.isEmpty());
    return items;
  }

  /** A field as text; empty where there is none. */
  static String text(JsonNode node, String... path) {
    JsonNode value = node;
    for (String name : path) {
      value = value.path(name);
    }
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asString("");
  }
}
