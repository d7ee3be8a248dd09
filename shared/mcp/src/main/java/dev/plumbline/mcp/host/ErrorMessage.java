package dev.plumbline.mcp.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC error that may answer no request in particular, which the SDK's own response cannot
 * express.
 *
 * @param id the request's id; written as null when unknown
 */
public record ErrorMessage(
    String jsonrpc, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object id, Detail error)
    implements McpSchema.JSONRPCMessage {
  /** What is wrong. */
  public record Detail(int code, String message) {}

  /** An error with a code of JSON-RPC or MCP. */
  public static ErrorMessage of(@Nullable Object id, int code, String message) {
    return new ErrorMessage(McpSchema.JSONRPC_VERSION, id, new Detail(code, message));
  }
}
