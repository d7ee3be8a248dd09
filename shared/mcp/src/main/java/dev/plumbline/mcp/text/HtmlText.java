package dev.plumbline.mcp.text;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Reduces HTML to plain text. */
final class HtmlText {
  /** Comments, and tags of HTML; generic types such as {@code List<String>} are no tags. */
  private static final Pattern TAG =
      Pattern.compile(
          "<!--.*?(?:-->|$)|<(script|style)\\b.*?(?:</\\1\\s*>|$)"
              + "|</?(?:a|abbr|b|blockquote|body|br|button|code|div|em|font|form|h[1-6]|head|hr|html"
              + "|i|iframe|img|input|li|link|meta|object|ol|p|pre|s|script|span|strong|style|sub|sup"
              + "|svg|table|tbody|td|th|thead|tr|u|ul|video|audio|embed)(?:\\s[^<>]*)?/?>",
          Pattern.DOTALL);

  private HtmlText() {}

  /** Removes HTML comments, scripts and tags from a text that is not HTML as such. */
  static String withoutTags(String text) {
    return text.indexOf('<') < 0 ? text : TAG.matcher(text).replaceAll("");
  }

  /** The text of an HTML document: a blank line between blocks, "- " before list items. */
  static String of(String html) {
    TextWriter writer = new TextWriter();
    Element body = Jsoup.parseBodyFragment(html).body();
    body.select("script, style, template").remove();
    body.traverse(writer);
    return writer.text();
  }

  private static final class TextWriter implements NodeVisitor {
    private final StringBuilder out = new StringBuilder();
    private int preformatted;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode text) {
        append(text);
      } else if (node instanceof Element element) {
        open(element);
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        if (element.normalName().equals("pre")) {
          preformatted--;
        }
        if (element.isBlock()) {
          newLine();
        }
      }
    }

    String text() {
      // Line by line: a pattern over runs of blanks takes quadratic time on hostile text.
      return out.toString()
          .lines()
          .map(String::stripTrailing)
          .collect(Collectors.joining("\n"))
          .replaceAll("\\n{3,}", "\n\n")
          .strip();
    }

    private void open(Element element) {
      switch (element.normalName()) {
        case "pre" -> {
          newLine();
          preformatted++;
        }
        case "br" -> out.append('\n');
        case "li" -> {
          newLine();
          out.append("- ");
        }
        case "h1", "h2", "h3", "h4", "h5", "h6", "p" -> {
          newLine();
          out.append('\n');
        }
        default -> {
          if (element.isBlock()) {
            newLine();
          }
        }
      }
    }

    private void append(TextNode node) {
      if (preformatted > 0) {
        out.append(node.getWholeText());
        return;
      }
      String text = node.getWholeText().replaceAll("\\s+", " ");
      boolean afterSpace = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
      out.append(afterSpace ? text.stripLeading() : text);
    }

    private void newLine() {
      if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
        out.append('\n');
      }
    }
  }
}
