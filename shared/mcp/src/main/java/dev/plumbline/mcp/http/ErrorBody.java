package dev.plumbline.mcp.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns refusals into small JSON-RPC errors, the only error bodies that leave the server. */
final class ErrorBody {
  private final JsonMapper json = JsonMapper.shared();

  /** Answers with the refusal; {@code id} is the JSON-RPC request's, if it is known. */
  void send(HttpServletResponse response, Refusal refusal, @Nullable Object id) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(refusal.status());
    refusal.headers().forEach(response::setHeader);
    response.setContentType("application/json");
    byte[] body = bytes(refusal, id);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  byte[] bytes(Refusal refusal, @Nullable Object id) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("jsonrpc", "2.0");
    error.set("id", json.valueToTree(id));
    error.putObject("error").put("code", refusal.code()).put("message", refusal.message());
    return json.writeValueAsBytes(error);
  }
}
