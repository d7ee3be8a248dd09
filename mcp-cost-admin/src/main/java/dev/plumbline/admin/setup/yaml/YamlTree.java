package dev.plumbline.admin.setup.yaml;

import dev.plumbline.admin.setup.yaml.Node.Scalar.Form;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one YAML document with its line numbers. Aliases and tags are refused: nothing is expanded
 * and no type is made that the text does not show.
 */
final class YamlTree {
  private static final int MOST_BYTES = 2 << 20;
  private static final int DEEPEST = 12;
  private static final String NEXT = "Correct the file, then call again.";

  private final YAMLParser parser;

  private YamlTree(YAMLParser parser) {
    this.parser = parser;
  }

  /** The value of the document; what is wrong is an {@code InvalidInput} with its line. */
  static Node parse(String text) {
    if (Text.bytes(text) > MOST_BYTES) {
      throw new Failure.InvalidInput(
          "The set-up is larger than %s bytes.".formatted(Text.count(MOST_BYTES)),
          "Give a smaller one: what it leaves out stays as it is, unless prune is true.");
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new Failure.InvalidInput("The set-up holds half a character.", NEXT);
    }
    try (YAMLParser parser =
        (YAMLParser) factory(text).createParser(ObjectReadContext.empty(), text)) {
      YamlTree tree = new YamlTree(parser);
      if (parser.nextToken() == null) {
        throw wrong(1, "The set-up is empty.", "Begin with version: 1.");
      }
      Node node = tree.node(0);
      if (parser.nextToken() != null) {
        throw wrong(tree.line(), "A second document begins here.", "Give one.");
      }
      return node;
    } catch (JacksonException broken) {
      int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
      throw wrong(Math.max(1, line), "This is no YAML: " + reason(broken) + ".", NEXT);
    }
  }

  /**
   * The parser fails where its buffer ends within a character of two units, so all text fits in;
   * fields given twice are found here, with both lines.
   */
  private static YAMLFactory factory(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setBufferSize(text.length() + 1024)
            .setAllowDuplicateKeys(true)
            .build();
    return YAMLFactory.builder().loadSettings(settings).build();
  }

  /** The failure of a line. */
  static Failure.InvalidInput wrong(int line, String message, String next) {
    return new Failure.InvalidInput("Line %d: %s".formatted(line, message), next);
  }

  /** The first line of it that says what is the matter. */
  private static String reason(JacksonException broken) {
    String[] lines = String.valueOf(broken.getOriginalMessage()).split("\n", -1);
    String last = lines[0];
    for (String line : lines) {
      if (!line.startsWith(" ") && !line.isBlank()) {
        last = line;
      }
    }
    return Untrusted.of(last).inline(160);
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private Node node(int depth) {
    int line = line();
    if (depth > DEEPEST) {
      throw wrong(line, "Values are nested too deeply.", NEXT);
    }
    if (parser.isCurrentAlias()) {
      throw wrong(line, "An alias stands here.", "Write the value itself; aliases are not read.");
    }
    if (parser.getRawTag() != null) {
      throw wrong(line, "A tag stands here.", "Leave it out; tags are not read.");
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> fields(line, depth);
      case START_ARRAY -> items(line, depth);
      case VALUE_STRING -> new Node.Scalar(line, Form.TEXT, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Node.Scalar(line, Form.NUMBER, parser.getString());
      case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(line, Form.FLAG, parser.getString());
      case VALUE_NULL -> new Node.Scalar(line, Form.NOTHING, "");
      default -> throw wrong(line, "This cannot be read.", NEXT);
    };
  }

  private Node items(int line, int depth) {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new Node.Items(line, items);
  }

  private Node fields(int line, int depth) {
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int at = line();
      String name = parser.currentName();
      parser.nextToken();
      Node.Field before = fields.get(name);
      if (before != null) {
        throw wrong(
            at,
            "The field %s is given twice, first in line %d."
                .formatted(Untrusted.of(name).inline(60), before.line()),
            "Keep one of them.");
      }
      fields.put(name, new Node.Field(at, node(depth + 1)));
    }
    return new Node.Fields(line, fields);
  }
}
