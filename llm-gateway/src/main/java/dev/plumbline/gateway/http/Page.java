package dev.plumbline.gateway.http;

import dev.plumbline.gateway.call.CallRefused;
import java.io.IOException;

/** Answers requests below a path. */
public interface Page {
  /**
   * Answers one request.
   *
   * @throws CallRefused to turn it away
   */
  void answer(Exchange exchange) throws IOException;
}
