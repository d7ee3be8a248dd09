package dev.plumbline.gateway.alert.channel;

import java.util.ArrayList;
import java.util.List;

/** Messages as the text and the page of an e-mail. */
final class MailText {
  private MailText() {}

  static String plain(Notice notice, String delivery) {
    List<String> parts = new ArrayList<>();
    parts.add(Wording.oneLine(notice.title()));
    notice.lines().forEach(line -> parts.add(Wording.oneLine(line)));
    if (!notice.items().isEmpty()) {
      parts.add(String.join("\n", Wording.items(notice)));
    }
    for (Notice.Table table : notice.tables()) {
      parts.add(table.title() + "\n" + Wording.grid(table).stripTrailing());
    }
    parts.add("-- \n" + footer(notice, delivery));
    return String.join("\n\n", parts) + "\n";
  }

  static String html(Notice notice, String delivery) {
    StringBuilder page =
        new StringBuilder("<!doctype html><html><body style=\"font-family:sans-serif\">");
    page.append("<h2 style=\"border-left:8px solid ")
        .append(Wording.colour(notice))
        .append(";padding-left:12px\">")
        .append(escaped(Wording.subject(notice)))
        .append("</h2>");
    notice.lines().forEach(line -> page.append("<p>").append(escaped(line)).append("</p>"));
    if (!notice.items().isEmpty()) {
      page.append("<ul style=\"list-style:none;padding-left:0\">");
      Wording.items(notice)
          .forEach(line -> page.append("<li>").append(escaped(line)).append("</li>"));
      page.append("</ul>");
    }
    notice.tables().forEach(table -> table(page, table));
    return page.append("<p style=\"color:#666;font-size:small\">")
        .append(escaped(footer(notice, delivery)))
        .append("</p></body></html>")
        .toString();
  }

  private static void table(StringBuilder page, Notice.Table table) {
    page.append("<h3>").append(escaped(table.title())).append("</h3><table>");
    row(page, "th", table.columns());
    table.rows().forEach(row -> row(page, "td", row));
    page.append("</table>");
  }

  private static void row(StringBuilder page, String tag, List<String> cells) {
    page.append("<tr>");
    for (String cell : cells) {
      page.append('<').append(tag).append(" style=\"text-align:left;padding:2px 12px 2px 0\">");
      page.append(escaped(cell)).append("</").append(tag).append('>');
    }
    page.append("</tr>");
  }

  private static String footer(Notice notice, String delivery) {
    return "Alert %s (%s), %s, delivery %s."
        .formatted(
            Wording.oneLine(notice.name()), notice.kind(), Wording.time(notice.time()), delivery);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
