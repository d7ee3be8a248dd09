package dev.plumbline.mcp.http;

import dev.plumbline.mcp.http.Envelope.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the outside of JSON-RPC messages and refuses what is none. Thread-safe. */
final class EnvelopeReader {
  private static final int DEEPEST = 100;

  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();

  Envelope read(byte[] body) {
    JsonNode message = parse(body);
    if (message.isArray()) {
      throw invalid("Batches are not supported. Send one message in a request.");
    }
    if (!message.isObject()) {
      throw invalid("The body is not a JSON object. Send one JSON-RPC message.");
    }
    if (!message.path("jsonrpc").asString("").equals("2.0")) {
      throw invalid("The message lacks \"jsonrpc\": \"2.0\".");
    }
    return message.has("method") ? call(message) : response(message);
  }

  private static Envelope call(JsonNode message) {
    JsonNode method = message.path("method");
    if (!method.isString() || method.asString().isBlank()) {
      throw invalid("The \"method\" must be a text.");
    }
    JsonNode params = message.path("params");
    if (!params.isMissingNode() && !params.isNull() && !params.isObject()) {
      throw invalid("The \"params\" must be an object.");
    }
    return message.has("id")
        ? new Envelope(Kind.REQUEST, id(message), method.asString(), isComplete(message))
        : new Envelope(Kind.NOTIFICATION, null, method.asString(), true);
  }

  /** Some clients leave out their capabilities and name; none can leave out the version. */
  private static boolean isComplete(JsonNode message) {
    JsonNode params = message.path("params");
    return !message.path("method").asString().equals("initialize")
        || (!params.path("protocolVersion").asString("").isBlank()
            && params.path("protocolVersion").isString()
            && isObjectOrAbsent(params.path("capabilities"))
            && isObjectOrAbsent(params.path("clientInfo")));
  }

  private static boolean isObjectOrAbsent(JsonNode node) {
    return node.isMissingNode() || node.isObject();
  }

  private static Envelope response(JsonNode message) {
    if (message.has("result") == message.has("error")) {
      throw invalid("The message has neither a \"method\" nor one of \"result\" and \"error\".");
    }
    if (message.has("error") && !message.path("error").isObject()) {
      throw invalid("The \"error\" must be an object.");
    }
    return new Envelope(Kind.RESPONSE, id(message), "", true);
  }

  private static Object id(JsonNode message) {
    JsonNode id = message.path("id");
    if (id.isString()) {
      return id.asString();
    }
    if (id.isInt()) {
      return id.intValue();
    }
    if (id.isLong()) {
      return id.longValue();
    }
    throw invalid("The \"id\" must be a text or a whole number of 64 bits.");
  }

  private JsonNode parse(byte[] body) {
    try {
      JsonNode message =
          json.readTree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
      if (message.isMissingNode()) {
        throw malformed("it is empty");
      }
      return message;
    } catch (CharacterCodingException notUtf8) {
      throw malformed("it is not in UTF-8");
    } catch (StreamConstraintsException excessive) {
      throw invalid(
          "The JSON is nested more than %d levels deep, or has a name or number of excessive length."
              .formatted(DEEPEST));
    } catch (JacksonException broken) {
      var place = broken.getLocation();
      throw malformed("line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()));
    }
  }

  private static Refusal malformed(String why) {
    return new Refusal(400, Refusal.PARSE_ERROR, "The body is not valid JSON (%s).".formatted(why));
  }

  private static Refusal invalid(String message) {
    return new Refusal(400, Refusal.INVALID_REQUEST, message);
  }
}
