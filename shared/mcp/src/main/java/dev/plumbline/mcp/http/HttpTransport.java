package dev.plumbline.mcp.http;

/** The MCP transports that HTTP carries. */
public enum HttpTransport {
  /** HTTP with server-sent events, at {@code /sse} and {@code /messages}. */
  SSE("sse"),
  /** Streamable HTTP, at {@code /mcp}. */
  STREAMABLE("http");

  private final String wireName;

  HttpTransport(String wireName) {
    this.wireName = wireName;
  }

  /** What options and the audit log call it. */
  public String wireName() {
    return wireName;
  }
}
