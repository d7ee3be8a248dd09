package dev.plumbline.mcp.http;

/** Lets only whole JSON-RPC messages through to the SDK. */
final class MessageCheck implements Check {
  private final EnvelopeReader reader = new EnvelopeReader();

  @Override
  public void pass(Exchange exchange) {
    if (exchange.isPost()) {
      Envelope envelope = reader.read(exchange.body());
      exchange.envelope(envelope);
      if (!envelope.isComplete()) {
        throw new Refusal(
            400,
            Refusal.INVALID_PARAMS,
            "The params of initialize are not valid: \"protocolVersion\" must be a text,"
                + " \"capabilities\" and \"clientInfo\" objects.");
      }
    }
  }
}
