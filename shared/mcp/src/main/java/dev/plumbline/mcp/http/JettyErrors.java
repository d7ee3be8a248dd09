package dev.plumbline.mcp.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty refuses itself, such as headers it cannot read, as small JSON. */
final class JettyErrors implements Request.Handler {
  private final ErrorBody errors = new ErrorBody();

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    byte[] body = errors.bytes(Refusal.of(response.getStatus()), null);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
