package dev.plumbline.mcp.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A checked request: its body can be read again, as the text that was checked. */
final class GuardedRequest extends HttpServletRequestWrapper {
  private final byte[] body;
  private final EventStream stream;

  GuardedRequest(Exchange exchange, EventStream stream) {
    super(exchange.request());
    this.body = exchange.body();
    this.stream = stream;
  }

  /** The SDK looks for both media types in the first Accept header, and knows no wildcards. */
  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase("Accept")
        ? MediaTypeCheck.JSON + ", " + MediaTypeCheck.EVENTS
        : super.getHeader(name);
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Replay(new ByteArrayInputStream(body));
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public String getCharacterEncoding() {
    return StandardCharsets.UTF_8.name();
  }

  @Override
  public int getContentLength() {
    return body.length;
  }

  @Override
  public long getContentLengthLong() {
    return body.length;
  }

  @Override
  public AsyncContext startAsync() {
    return guarded(super.startAsync());
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return guarded(super.startAsync(request, response));
  }

  private AsyncContext guarded(AsyncContext context) {
    stream.started(context);
    return new GuardedContext(context, stream);
  }

  private static final class Replay extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Replay(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("the body is read by blocking calls");
    }
  }
}
