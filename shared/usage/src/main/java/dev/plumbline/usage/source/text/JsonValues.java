package dev.plumbline.usage.source.text;

import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads values out of foreign JSON: what is absent or null is null, what is wrong is an error. */
public final class JsonValues {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Lines.LONGEST).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonValues() {}

  /** The mapper for foreign JSON: exact decimals, strings as long as a line may be. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The value on a path of names; null where there is none. */
  public static @Nullable JsonNode at(JsonNode node, String... path) {
    JsonNode value = node;
    for (String name : path) {
      value = value.get(name);
      if (value == null || value.isNull()) {
        return null;
      }
    }
    return value;
  }

  /** A text or a number as text; null where there is none or it is empty. */
  public static @Nullable String text(JsonNode node, String... path) {
    JsonNode value = at(node, path);
    if (value == null || value.isContainer()) {
      return null;
    }
    String text = value.asString();
    return text.isBlank() ? null : text;
  }

  /** Whether a value is {@code true}. */
  public static boolean isTrue(JsonNode node, String... path) {
    JsonNode value = at(node, path);
    return value != null && value.isBoolean() && value.booleanValue();
  }

  /** A count; 0 where there is none. */
  public static long count(JsonNode node, String... path) {
    JsonNode value = at(node, path);
    if (value == null) {
      return 0;
    }
    if (value.isNumber()) {
      return Numbers.count(path[path.length - 1], value.decimalValue());
    }
    throw new Failure.InvalidInput(
        "%s is %s, which is no count.".formatted(path[path.length - 1], kind(value)),
        "Give a whole number.");
  }

  /** An amount; null where there is none. */
  public static @Nullable BigDecimal amount(JsonNode node, String... path) {
    JsonNode value = at(node, path);
    if (value == null) {
      return null;
    }
    if (value.isNumber()) {
      return Numbers.amount(path[path.length - 1], value.decimalValue());
    }
    throw new Failure.InvalidInput(
        "%s is %s, which is no amount.".formatted(path[path.length - 1], kind(value)),
        "Give a number.");
  }

  private static String kind(JsonNode value) {
    return value.isContainer() ? "a structure" : "'" + Numbers.shortened(value.asString()) + "'";
  }
}
