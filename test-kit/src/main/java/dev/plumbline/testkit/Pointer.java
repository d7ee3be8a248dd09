package dev.plumbline.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A way into JSON: names and numbers, and {@code name=value} for the first such in a list. */
public record Pointer(String path) {
  private static final Pattern IN_BRACES = Pattern.compile("\\{(/[^}]*)}");

  /** What is there; missing when nothing is. */
  public JsonNode in(JsonNode root) {
    JsonNode node = root;
    String rest = path.substring(1);
    while (!rest.isEmpty()) {
      int slash = end(node, rest);
      node = step(node, rest.substring(0, slash));
      rest = slash == rest.length() ? "" : rest.substring(slash + 1);
    }
    return node;
  }

  /** A property whose name has a slash is taken whole. */
  private static int end(JsonNode node, String rest) {
    if (node.isObject() && node.has(rest)) {
      return rest.length();
    }
    int slash = rest.indexOf('/');
    return slash < 0 ? rest.length() : slash;
  }

  private static JsonNode step(JsonNode node, String segment) {
    int equals = segment.indexOf('=');
    if (equals > 0 && node.isArray()) {
      for (JsonNode item : node) {
        if (item.path(segment.substring(0, equals))
            .asString("")
            .equals(segment.substring(equals + 1))) {
          return item;
        }
      }
      return MissingNode.getInstance();
    }
    return node.isArray() && segment.matches("\\d+")
        ? node.path(Integer.parseInt(segment))
        : node.path(segment);
  }

  /** Puts values of an answer where a text has pointers in braces. */
  public static String fill(String text, JsonNode answer) {
    Matcher matcher = IN_BRACES.matcher(text);
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(new Pointer(found.group(1)).in(answer).asString("")));
  }
}
