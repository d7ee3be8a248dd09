package dev.plumbline.mcp.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;

/** A response whose error bodies are swallowed and whose events go through an event stream. */
final class GuardedResponse extends HttpServletResponseWrapper {
  private final EventStream stream;
  private final Consumer<String> sessionOpened;
  private int error;

  GuardedResponse(
      HttpServletResponse response, EventStream stream, Consumer<String> sessionOpened) {
    super(response);
    this.stream = stream;
    this.sessionOpened = sessionOpened;
  }

  /** The status of 400 or more that was set; 0 if none was. */
  int error() {
    return error;
  }

  @Override
  public void setStatus(int status) {
    if (status >= 400) {
      error = status;
    } else {
      super.setStatus(status);
    }
  }

  @Override
  public void sendError(int status) {
    error = status;
  }

  @Override
  public void sendError(int status, String message) {
    error = status;
  }

  @Override
  public int getStatus() {
    return error == 0 ? super.getStatus() : error;
  }

  @Override
  public void setHeader(String name, String value) {
    if (name.equalsIgnoreCase(SessionCheck.HEADER)) {
      sessionOpened.accept(value);
    }
    super.setHeader(name, value);
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (error != 0) {
      return new PrintWriter(Writer.nullWriter());
    }
    String type = getContentType();
    if (type == null || !type.startsWith(MediaTypeCheck.EVENTS)) {
      return super.getWriter();
    }
    stream.to(super.getOutputStream());
    return new PrintWriter(new EventSink(stream));
  }

  @Override
  public ServletOutputStream getOutputStream() {
    throw new UnsupportedOperationException("the SDK answers through the writer");
  }
}
