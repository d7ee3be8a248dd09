package dev.plumbline.admin.setup.yaml;

import dev.plumbline.mcp.text.VisibleText;
import java.util.List;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** Writes YAML in which every text that is not plainly one is quoted, and none is invisible. */
final class YamlText {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .stringQuotingChecker(new Quotes())
                  .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                  .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                  .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                  .disable(YAMLWriteFeature.SPLIT_LINES)
                  .build())
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private YamlText() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static void texts(ObjectNode json, String name, List<String> texts) {
    texts.forEach(json.putArray(name)::add);
  }

  /** The text; characters that nobody sees are escaped, which quotes allow. */
  static String of(ObjectNode json) {
    String text = MAPPER.writeValueAsString(json);
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          String one = Character.toString(c);
          if (!VisibleText.of(one).equals(one)) {
            visible.append(c > 0xFFFF ? "\\U%08X".formatted(c) : "\\u%04X".formatted(c));
          } else {
            visible.appendCodePoint(c);
          }
        });
    return visible.toString();
  }

  /** Leaves plain only what cannot be taken for anything else. */
  private static final class Quotes extends StringQuotingChecker {
    private static final long serialVersionUID = 1;

    @Override
    public boolean needToQuoteName(String name) {
      return !name.matches("[A-Za-z][A-Za-z0-9_-]{0,60}") || isReservedKeyword(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      boolean words =
          value.matches("[A-Za-z]([A-Za-z0-9 ._/+-]{0,150}[A-Za-z0-9._/+*-])?")
              && !isReservedKeyword(value);
      return !words && !value.matches("[0-9]{1,5}[smhd]");
    }
  }
}
