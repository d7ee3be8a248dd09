package dev.plumbline.mcp.host;

import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession;

/** Makes the sessions of every transport over one table of handlers. */
public interface SessionFactories {
  /** Sessions that live as long as a connection: stdio and SSE. */
  McpServerSession.Factory connected();

  /** Sessions of streamable HTTP. */
  McpStreamableServerSession.Factory streamable();
}
