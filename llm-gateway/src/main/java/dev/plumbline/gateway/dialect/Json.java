package dev.plumbline.gateway.dialect;

import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one JSON mapper of the gateway's calls; numbers keep all their digits. Of numbers whose
 * exponent is too large its reader throws an exception that is not its own.
 */
public final class Json {
  /** Safe for many threads. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final int SHOWN = 80;

  private Json() {}

  /** A JSON object of bytes; null when they are not one. */
  public static @Nullable ObjectNode object(byte[] bytes) {
    return object(bytes, 0, bytes.length);
  }

  /** A JSON object of some bytes; null when they are not one. */
  public static @Nullable ObjectNode object(byte[] bytes, int offset, int length) {
    try {
      return MAPPER.readTree(bytes, offset, length) instanceof ObjectNode node ? node : null;
    } catch (JacksonException | NumberFormatException noJson) {
      return null;
    }
  }

  /**
   * A JSON object of bytes without the value of one field, which is only passed over; null when
   * they are not one.
   */
  public static @Nullable ObjectNode objectWithout(byte[] bytes, String field) {
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      ObjectNode object = object();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(field)) {
          parser.skipChildren();
          object.putNull(name);
        } else {
          object.set(name, parser.<JsonNode>readValueAsTree());
        }
      }
      return parser.nextToken() == null ? object : null;
    } catch (JacksonException | NumberFormatException noJson) {
      return null;
    }
  }

  /** A new object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** As UTF-8. */
  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /** As UTF-8. */
  public static ByteString text(JsonNode node) {
    return ByteString.of(bytes(node));
  }

  /** A text of an object; null when there is none. */
  public static @Nullable String string(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value != null && value.isString() ? value.stringValue() : null;
  }

  /** A text of an object; empty when there is none. */
  public static String stringOr(JsonNode node, String field, String otherwise) {
    String value = string(node, field);
    return value == null ? otherwise : value;
  }

  /** Whether a value says nothing: not given, null, or an empty list or object. */
  public static boolean blank(@Nullable JsonNode node) {
    return node == null
        || node.isMissingNode()
        || node.isNull()
        || (node.isContainer() && node.isEmpty());
  }

  /** A value for people: its JSON, cut where it is long. */
  public static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
