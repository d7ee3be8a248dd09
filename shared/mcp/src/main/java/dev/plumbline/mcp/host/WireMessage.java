package dev.plumbline.mcp.host;

import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A text that arrived: a JSON-RPC message, or what is wrong with it. */
public sealed interface WireMessage {
  /** A message that sessions can handle. */
  record Good(McpSchema.JSONRPCMessage message) implements WireMessage {}

  /**
   * No message.
   *
   * @param id the request's id as far as it could be read
   */
  record Bad(@Nullable Object id, int code, String why) implements WireMessage {
    /** The answer to it. */
    public ErrorMessage response() {
      return ErrorMessage.of(id, code, why);
    }
  }

  /** Reads a text; never throws. */
  static WireMessage parse(JacksonMcpJsonMapper mapper, String text) {
    JsonNode node;
    try {
      node = mapper.getJsonMapper().readTree(text);
    } catch (JacksonException malformed) {
      return new Bad(
          null,
          McpSchema.ErrorCodes.PARSE_ERROR,
          "This is not JSON: %s. Send one JSON-RPC message."
              .formatted(malformed.getOriginalMessage().lines().findFirst().orElse("malformed")));
    }
    if (node == null || node.isMissingNode()) {
      return new Bad(null, McpSchema.ErrorCodes.PARSE_ERROR, "The message is empty.");
    }
    if (!node.isObject()) {
      boolean batch = node.isArray();
      return invalid(
          null,
          batch
              ? "Batches are not supported. Send one JSON-RPC message at a time."
              : "A JSON-RPC message is a JSON object.");
    }
    return classify(mapper, node);
  }

  /** A message that was not read because of its size. */
  static WireMessage tooLarge(long bytes, int limit) {
    return invalid(
        null, "The message has %,d bytes; at most %,d are read.".formatted(bytes, limit));
  }

  private static WireMessage classify(JacksonMcpJsonMapper mapper, JsonNode node) {
    JsonNode idNode = node.path("id");
    boolean whole = idNode.isIntegralNumber() && idNode.canConvertToLong();
    Object id = idNode.isString() ? idNode.asString() : whole ? (Object) idNode.asLong() : null;
    if (!"2.0".equals(node.path("jsonrpc").asString(""))) {
      return invalid(id, "The message lacks \"jsonrpc\": \"2.0\".");
    }
    if (node.has("method")) {
      if (!node.path("method").isString()) {
        return invalid(id, "The method is not a text.");
      }
      if (node.has("id") && id == null) {
        return invalid(null, "The id of a request is a text or a whole number.");
      }
    } else if (!node.has("result") && !node.has("error")) {
      return invalid(id, "The message has neither a method nor a result nor an error.");
    }
    try {
      Class<? extends McpSchema.JSONRPCMessage> type =
          !node.has("method")
              ? McpSchema.JSONRPCResponse.class
              : node.has("id")
                  ? McpSchema.JSONRPCRequest.class
                  : McpSchema.JSONRPCNotification.class;
      return new Good(mapper.getJsonMapper().treeToValue(node, type));
    } catch (JacksonException | IllegalArgumentException misshapen) {
      return invalid(id, "The message is not shaped as JSON-RPC wants it.");
    }
  }

  private static Bad invalid(@Nullable Object id, String why) {
    return new Bad(id, McpSchema.ErrorCodes.INVALID_REQUEST, why);
  }
}
