package dev.plumbline.usage.price.refresh;

import java.math.BigDecimal;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads object and array literals out of a JavaScript file without running it: names and strings as
 * keys, all three kinds of quotes, numbers, {@code !0}, {@code !1}, {@code null} and commas at the
 * end. Anything else is an {@link IllegalArgumentException} that says where.
 */
final class ScriptData {
  private static final int MAX_DEPTH = 100;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

  private final String script;
  private final JsonNodeFactory nodes = JsonNodeFactory.instance;
  private int at;
  private int depth;

  private ScriptData(String script, int at) {
    this.script = script;
    this.at = at;
  }

  /** The first literal that begins like this and is what is wanted. */
  static JsonNode find(String script, Pattern beginning, Predicate<JsonNode> wanted) {
    Matcher candidate = beginning.matcher(script);
    while (candidate.find()) {
      JsonNode literal = new ScriptData(script, candidate.start()).value();
      if (wanted.test(literal)) {
        return literal;
      }
    }
    throw new IllegalArgumentException("the data was not found in the package's script");
  }

  private JsonNode value() {
    skipSpace();
    char next = peek();
    return switch (next) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case '"', '\'', '`' -> nodes.stringNode(string());
      case '!' -> flag();
      default -> Character.isLetter(next) ? word() : number();
    };
  }

  private JsonNode nested(Supplier<JsonNode> read) {
    if (++depth > MAX_DEPTH) {
      throw wrong("too deep");
    }
    at++;
    JsonNode node = read.get();
    depth--;
    return node;
  }

  private JsonNode object() {
    ObjectNode object = nodes.objectNode();
    while (!ends('}')) {
      char next = peek();
      String key = next == '"' || next == '\'' ? string() : match(NAME, "a name");
      expect(':');
      object.set(key, value());
      separate('}');
    }
    return object;
  }

  private JsonNode array() {
    ArrayNode array = nodes.arrayNode();
    while (!ends(']')) {
      array.add(value());
      separate(']');
    }
    return array;
  }

  private JsonNode flag() {
    at++;
    char digit = peek();
    at++;
    return switch (digit) {
      case '0' -> nodes.booleanNode(true);
      case '1' -> nodes.booleanNode(false);
      default -> throw wrong("!0 or !1 expected");
    };
  }

  private JsonNode word() {
    String word = match(NAME, "a value");
    return switch (word) {
      case "true" -> nodes.booleanNode(true);
      case "false" -> nodes.booleanNode(false);
      case "null", "undefined" -> nodes.nullNode();
      default -> throw wrong("'" + word + "' is no value");
    };
  }

  private JsonNode number() {
    BigDecimal number = new BigDecimal(match(NUMBER, "a number"));
    boolean whole = number.scale() <= 0 && number.precision() - number.scale() <= 18;
    return whole ? nodes.numberNode(number.longValueExact()) : nodes.numberNode(number);
  }

  private String string() {
    char quote = peek();
    at++;
    StringBuilder text = new StringBuilder();
    while (peek() != quote) {
      char next = script.charAt(at++);
      if (quote == '`' && next == '$' && peek() == '{') {
        throw wrong("a computed text");
      }
      if (next == '\\') {
        escaped(text);
      } else {
        text.append(next);
      }
    }
    at++;
    return text.toString();
  }

  private void escaped(StringBuilder text) {
    char code = peek();
    at++;
    switch (code) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'x' -> text.append(hex(2));
      case 'u' -> text.append(hex(4));
      case '\n' -> {}
      default -> text.append(code);
    }
  }

  private char hex(int digits) {
    if (at + digits > script.length()) {
      throw wrong("the end of an escape is missing");
    }
    String code = script.substring(at, at + digits);
    at += digits;
    try {
      return (char) Integer.parseInt(code, 16);
    } catch (NumberFormatException noDigits) {
      throw wrong("the escape " + code);
    }
  }

  private boolean ends(char end) {
    skipSpace();
    if (peek() == end) {
      at++;
      return true;
    }
    return false;
  }

  private void separate(char end) {
    skipSpace();
    if (peek() != end) {
      expect(',');
      skipSpace();
    }
  }

  private void expect(char wanted) {
    skipSpace();
    if (peek() != wanted) {
      throw wrong("'" + wanted + "' expected");
    }
    at++;
  }

  private String match(Pattern pattern, String what) {
    Matcher matcher = pattern.matcher(script).region(at, script.length());
    if (!matcher.lookingAt()) {
      throw wrong(what + " expected");
    }
    at = matcher.end();
    return matcher.group();
  }

  private void skipSpace() {
    while (at < script.length() && Character.isWhitespace(script.charAt(at))) {
      at++;
    }
  }

  private char peek() {
    if (at >= script.length()) {
      throw wrong("the end is missing");
    }
    return script.charAt(at);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "the package's script is not understood at character %d: %s".formatted(at, what));
  }
}
