package dev.plumbline.gateway.provider;

import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.dialect.Json;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.ByteString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies for providers of the application's own dialect: as they came, for another model. */
public final class OutgoingBody {
  private static final ByteString FIGURES =
      ByteString.encodeUtf8(",\"stream_options\":{\"include_usage\":true}");

  private OutgoingBody() {}

  /** Whether an application asked for figures at the end of its stream. */
  public static boolean asksForFigures(LlmCall call) {
    return call.body().path("stream_options").path("include_usage").asBoolean(false);
  }

  /** The body to send; the gateway asks for figures where the dialect has them only on demand. */
  public static ByteString of(LlmCall call, String model) {
    boolean ask = call.stream() && onDemand(call.endpoint()) && !asksForFigures(call);
    JsonNode options = call.body().get("stream_options");
    LlmCall.Wire wire = call.wire();
    if (wire == null || (ask && options != null)) {
      return rewritten(call, model, ask);
    }
    if (model.equals(call.model()) && !ask) {
      return wire.bytes();
    }
    Buffer body = new Buffer();
    body.write(wire.bytes(), 0, wire.modelStart());
    body.write(Json.MAPPER.writeValueAsString(model).getBytes(StandardCharsets.UTF_8));
    if (ask) {
      body.write(FIGURES);
    }
    body.write(wire.bytes(), wire.modelEnd(), wire.bytes().size() - wire.modelEnd());
    return body.readByteString();
  }

  private static boolean onDemand(Endpoint endpoint) {
    return endpoint == Endpoint.CHAT_COMPLETIONS || endpoint == Endpoint.COMPLETIONS;
  }

  private static ByteString rewritten(LlmCall call, String model, boolean ask) {
    ObjectNode body = Json.object();
    body.setAll(call.body());
    body.put("model", model);
    if (ask) {
      ObjectNode options =
          call.body().get("stream_options") instanceof ObjectNode given
              ? given.deepCopy()
              : Json.object();
      body.set("stream_options", options.put("include_usage", true));
    }
    return Json.text(body);
  }
}
