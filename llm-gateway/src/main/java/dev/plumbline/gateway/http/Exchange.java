package dev.plumbline.gateway.http;

import dev.plumbline.gateway.call.CallRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One request and its response. For one thread, except {@link #watched}. */
public final class Exchange {
  private static final int CHUNK = 16 * 1024;

  private final Request request;
  private final Response response;
  private @Nullable OutputStream out;

  Exchange(Request request, Response response) {
    this.request = request;
    this.response = response;
  }

  /** The HTTP method. */
  public String method() {
    return request.getMethod();
  }

  /** The path, decoded and without dot segments. */
  public String path() {
    return String.valueOf(Request.getPathInContext(request));
  }

  /** The path as it was sent, still encoded. */
  String rawPath() {
    return String.valueOf(request.getHttpURI().getPath());
  }

  /** The query as it was sent; null without. */
  public @Nullable String query() {
    return request.getHttpURI().getQuery();
  }

  /** The value of a header; null when it is absent. */
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /** All headers by their names in lower case; of several with one name the first. */
  public Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.putIfAbsent(field.getLowerCaseName(), field.getValue());
    }
    return headers;
  }

  /** The network address of the client. */
  public String peer() {
    return Request.getRemoteAddr(request);
  }

  /**
   * The whole body.
   *
   * @throws CallRefused when it is too large or comes too slowly
   */
  public byte[] body(int most, Duration patience) throws IOException {
    long declared = request.getLength();
    if (declared > most) {
      throw tooLarge(most);
    }
    long until = System.nanoTime() + patience.toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream(declared < 0 ? CHUNK : (int) declared);
    byte[] chunk = new byte[declared < 0 ? CHUNK : (int) Math.min(declared + 1, 1 << 20)];
    InputStream in = Content.Source.asInputStream(request);
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      body.write(chunk, 0, read);
      if (body.size() > most) {
        throw tooLarge(most);
      }
      if (System.nanoTime() > until) {
        throw new CallRefused(
            408,
            "request_timeout",
            "The body did not arrive within %d s. Send it faster.".formatted(patience.toSeconds()),
            Map.of("connection", "close"));
      }
    }
    // From here on a client may wait for minutes without a byte in either direction.
    request.addIdleTimeoutListener(_ -> false);
    return body.toByteArray();
  }

  private static CallRefused tooLarge(int most) {
    return new CallRefused(
        413,
        "request_too_large",
        "The body is larger than %d MiB. Send less.".formatted(most >> 20),
        Map.of("connection", "close"));
  }

  /** Sends status, headers and the whole body. */
  public void send(int status, String contentType, SortedMap<String, String> headers, byte[] body)
      throws IOException {
    start(status, contentType, headers);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    Content.Sink.write(response, true, ByteBuffer.wrap(body));
  }

  /** Sends status and headers; the body follows. */
  void start(int status, String contentType, SortedMap<String, String> headers) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    headers.forEach((name, value) -> response.getHeaders().put(name, value));
  }

  /** Sends a part of the body at once. */
  void write(byte[] bytes, int offset, int length) throws IOException {
    if (out == null) {
      out = Content.Sink.asOutputStream(response);
    }
    out.write(bytes, offset, length);
    out.flush();
  }

  /** Ends a body that was sent in parts. */
  void finish() throws IOException {
    if (out == null) {
      out = Content.Sink.asOutputStream(response);
    }
    out.close();
  }

  /** Whether the status is out already. */
  boolean committed() {
    return response.isCommitted();
  }

  /** What tells whether the client has gone. */
  ClientWatch watched() {
    return new ClientWatch(request);
  }

  /** Ends the exchange. */
  static void complete(Callback callback) {
    callback.succeeded();
  }
}
