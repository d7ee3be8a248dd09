package dev.plumbline.mcp.http;

import dev.plumbline.mcp.host.ErrorMessage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

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
    return json.writeValueAsBytes(ErrorMessage.of(id, refusal.code(), refusal.message()));
  }
}
