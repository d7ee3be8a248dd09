package dev.plumbline.gateway.dialect;

import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.kernel.Failure;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what applications ask for, no further than the gateway must understand it. */
public final class CallReader {
  /** Answers, the ledger and metrics name the model. */
  private static final int LONGEST_MODEL = 500;

  /**
   * Reads a request.
   *
   * @param id of the request, unique for ever
   * @param headers as they came, names in any case
   * @throws Failure.InvalidInput naming the field and its value
   */
  public LlmCall read(String id, Endpoint endpoint, byte[] body, Map<String, String> headers) {
    Parsed parsed = parse(body);
    JsonNode model = parsed.body().get("model");
    if (model == null || !model.isString() || model.stringValue().isBlank()) {
      throw new Failure.InvalidInput(
          model == null ? "The field 'model' is missing." : wrong("model", model, "a text"),
          "Give the name of a model or of a route as 'model'.");
    }
    if (model.stringValue().length() > LONGEST_MODEL) {
      throw new Failure.InvalidInput(
          wrong("model", model, "a name of at most %d characters".formatted(LONGEST_MODEL)),
          "Give the name of a model or of a route as 'model'.");
    }
    JsonNode stream = parsed.body().get("stream");
    if (stream != null && !stream.isBoolean() && !stream.isNull()) {
      throw new Failure.InvalidInput(
          wrong("stream", stream, "true or false"), "Give true, false, or leave it out.");
    }
    return new LlmCall(
        id,
        endpoint,
        parsed.body(),
        model.stringValue(),
        stream != null && stream.booleanValue(false),
        PassedHeaders.ofRequest(headers),
        parsed.wire());
  }

  /** What is wrong with a field. */
  static String wrong(String field, JsonNode value, String wanted) {
    return "The field '%s' is %s, which is not %s.".formatted(field, Json.shown(value), wanted);
  }

  private record Parsed(ObjectNode body, LlmCall.@Nullable Wire wire) {}

  private static Parsed parse(byte[] bytes) {
    try (JsonParser parser = Json.MAPPER.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw noJson("it is not a JSON object");
      }
      ObjectNode body = Json.object();
      LlmCall.Wire wire = null;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (body.has(name)) {
          throw noJson("the field '%s' is there twice".formatted(name));
        }
        if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("model")) {
          long start = parser.currentTokenLocation().getByteOffset();
          body.put(name, parser.getString());
          wire = wire(bytes, start, parser.currentLocation().getByteOffset());
        } else {
          body.set(name, parser.<JsonNode>readValueAsTree());
        }
      }
      if (parser.nextToken() != null) {
        throw noJson("there is more after its end");
      }
      return new Parsed(body, wire);
    } catch (JacksonException wrong) {
      throw noJson(wrong.getOriginalMessage());
    } catch (NumberFormatException tooLarge) {
      throw noJson("a number is too large");
    }
  }

  /** Offsets are unknown for encodings other than UTF-8; then the tree is what counts. */
  private static LlmCall.@Nullable Wire wire(byte[] bytes, long start, long end) {
    boolean quoted =
        start >= 0
            && end <= bytes.length
            && end > start + 1
            && bytes[(int) start] == '"'
            && bytes[(int) end - 1] == '"';
    return quoted ? new LlmCall.Wire(ByteString.of(bytes), (int) start, (int) end) : null;
  }

  private static Failure noJson(String why) {
    return new Failure.InvalidInput(
        "The request body is not usable JSON: %s.".formatted(why),
        "Send one JSON object as the API's reference describes it.");
  }
}
