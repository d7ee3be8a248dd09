package dev.plumbline.mcp.http;

import java.io.IOException;

/** Reads the body of a POST, up to the largest size allowed. */
final class BodyCheck implements Check {
  private final int most;

  BodyCheck(int most) {
    this.most = most;
  }

  @Override
  public void pass(Exchange exchange) throws IOException {
    if (!exchange.isPost()) {
      return;
    }
    if (exchange.request().getContentLengthLong() > most) {
      throw tooLarge();
    }
    byte[] body = exchange.request().getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      throw tooLarge();
    }
    exchange.body(body);
  }

  private Refusal tooLarge() {
    return new Refusal(413, "The request is larger than %d bytes. Send less.".formatted(most));
  }
}
