package dev.plumbline.mcp.http;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Lets only whole JSON-RPC messages through to the SDK. */
final class MessageCheck implements Check {
  private final EnvelopeReader reader = new EnvelopeReader();
  private final McpJsonMapper protocol = McpJsonDefaults.getMapper();

  @Override
  public void pass(Exchange exchange) {
    if (!exchange.isPost()) {
      return;
    }
    Envelope envelope = reader.read(exchange.body());
    exchange.envelope(envelope);
    if (envelope.isInitialize() && !isInitialize(reader.params(exchange.body()))) {
      throw new Refusal(
          400,
          Refusal.INVALID_PARAMS,
          "The params of initialize are not valid: they need \"protocolVersion\", \"capabilities\""
              + " and \"clientInfo\" with \"name\" and \"version\".");
    }
  }

  private boolean isInitialize(@Nullable JsonNode params) {
    try {
      McpSchema.InitializeRequest request =
          protocol.readValue(Objects.toString(params, "null"), McpSchema.InitializeRequest.class);
      return request != null && request.capabilities() != null && request.clientInfo() != null;
    } catch (IOException | RuntimeException wrong) {
      return false;
    }
  }
}
