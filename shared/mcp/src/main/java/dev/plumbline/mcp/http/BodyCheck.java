package dev.plumbline.mcp.http;

import java.io.IOException;
import java.io.InputStream;

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
    InputStream in = exchange.request().getInputStream();
    if (exchange.request().getContentLengthLong() > most) {
      throw tooLarge(in);
    }
    byte[] body = in.readNBytes(most + 1);
    if (body.length > most) {
      throw tooLarge(in);
    }
    exchange.body(body);
  }

  /** Reads on for a while: a client still writing when the connection closes misses the answer. */
  private Refusal tooLarge(InputStream rest) throws IOException {
    byte[] discarded = new byte[8 * 1024];
    long left = 2L * most;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = rest.read(discarded);
    }
    return new Refusal(413, "The request is larger than %d bytes. Send less.".formatted(most));
  }
}
