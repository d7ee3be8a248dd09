package dev.plumbline.testkit;

/** The transports of MCP. */
public enum Wire {
  /** A pipe to a process that the client starts. */
  STDIO("stdio"),
  /** HTTP with server-sent events, the older one. */
  SSE("sse"),
  /** Streamable HTTP. */
  HTTP("http");

  private final String option;

  Wire(String option) {
    this.option = option;
  }

  /** Its name with {@code serve --transport}. */
  public String option() {
    return option;
  }
}
