package dev.plumbline.usage.remote;

import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the gateway's admin API speaks it: exact numbers, no name twice in an object. */
public final class WireJson {
  private static final int LONGEST_TEXT = 64 << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private WireJson() {}

  /** A new object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** As UTF-8. */
  public static byte[] bytes(JsonNode json) {
    return MAPPER.writeValueAsBytes(json);
  }

  /** The one JSON value of these bytes; {@code InvalidInput} when they are none. */
  public static JsonNode parse(byte[] bytes) {
    try {
      @Nullable JsonNode json = MAPPER.readTree(bytes);
      if (json != null && !json.isMissingNode()) {
        return json;
      }
    } catch (JacksonException wrong) {
      throw new Failure.InvalidInput(
          "That is not JSON: " + wrong.getOriginalMessage() + ".", "Send one JSON value.");
    } catch (NumberFormatException tooLarge) {
      throw new Failure.InvalidInput("A number is too large.", "Send one JSON value.");
    }
    throw new Failure.InvalidInput("There is no JSON.", "Send one JSON value.");
  }

  static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  /** All digits, also zeros at the end, which reading gives back. */
  static @Nullable String text(@Nullable BigDecimal amount) {
    if (amount == null) {
      return null;
    }
    return amount.scale() < 0 ? amount.toString() : amount.toPlainString();
  }
}
