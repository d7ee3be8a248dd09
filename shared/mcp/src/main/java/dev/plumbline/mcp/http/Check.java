package dev.plumbline.mcp.http;

import java.io.IOException;

/** One thing that a request must satisfy. */
@FunctionalInterface
interface Check {
  /** Returns if the request may go on, else throws a {@link Refusal}. */
  void pass(Exchange exchange) throws IOException;
}
