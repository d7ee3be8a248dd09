package dev.plumbline.gateway.http;

import dev.plumbline.gateway.access.TrustedProxies;
import dev.plumbline.gateway.call.CallRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One request and its response. For one thread, except {@link #watched}. */
public final class Exchange {
  private static final int CHUNK = 4 * 1024;
  private static final int LARGE_CHUNK = 64 * 1024;

  private final Request request;
  private final Response response;
  private final BodyRoom room;
  private final TrustedProxies proxies;
  private boolean read;
  private long held;
  private @Nullable OutputStream out;

  Exchange(Request request, Response response, BodyRoom room, TrustedProxies proxies) {
    this.request = request;
    this.response = response;
    this.room = room;
    this.proxies = proxies;
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

  /** The network address of the client, as far as those in between are trusted. */
  public String peer() {
    String peer = Request.getRemoteAddr(request);
    return proxies.any()
        ? proxies.client(peer, request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR))
        : peer;
  }

  /**
   * The whole body, whose memory is counted until the exchange is over.
   *
   * @throws CallRefused when it is too large, comes too slowly, or finds no room beside others
   */
  public byte[] body(int most, Duration patience) throws IOException {
    read = true;
    long declared = request.getLength();
    if (declared > most) {
      throw tooLarge(most);
    }
    try {
      byte[] body = read(most, System.nanoTime() + patience.toNanos());
      // From here on a client may wait for minutes without a byte in either direction.
      request.addIdleTimeoutListener(_ -> false);
      return body;
    } catch (TimeoutException late) {
      throw tooSlow(patience);
    }
  }

  /** What a client announces takes no room before it comes. */
  private byte[] read(int most, long until) throws IOException, TimeoutException {
    long declared = request.getLength();
    ByteArrayOutputStream body =
        new ByteArrayOutputStream(Math.clamp(declared, CHUNK, LARGE_CHUNK));
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        await(until);
      } else if (chunk.getFailure() instanceof TimeoutException late) {
        throw late;
      } else if (Content.Chunk.isFailure(chunk)) {
        throw broken();
      } else {
        try {
          hold(chunk.remaining(), declared);
          BufferUtil.writeTo(chunk.getByteBuffer(), body);
        } finally {
          chunk.release();
        }
        if (body.size() > most) {
          throw tooLarge(most);
        }
        if (chunk.isLast()) {
          return body.toByteArray();
        }
      }
    }
  }

  private void hold(int bytes, long declared) {
    boolean large = Math.max(declared, held + bytes) > BodyRoom.SMALL;
    room.take(bytes, large);
    held += bytes;
  }

  /** Gives the room of its body back; the body is not used any more. */
  void release() {
    if (held > 0) {
      room.giveBack(held);
      held = 0;
    }
  }

  private void await(long until) throws IOException, TimeoutException {
    long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
    if (left <= 0) {
      throw new TimeoutException("the body takes too long");
    }
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    long idle = connection.getIdleTimeout();
    connection.setIdleTimeout(Math.min(left, idle));
    try (Blocker.Runnable arrival = Blocker.runnable()) {
      request.demand(arrival);
      arrival.block();
    } finally {
      connection.setIdleTimeout(idle);
    }
  }

  private static CallRefused broken() {
    return new CallRefused(
        400,
        "invalid_request",
        "The body breaks off, or is not framed as HTTP wants it.",
        Map.of("connection", "close"));
  }

  private static CallRefused tooSlow(Duration patience) {
    return new CallRefused(
        408,
        "request_timeout",
        "The body did not arrive within %d s. Send it faster.".formatted(patience.toSeconds()),
        Map.of("connection", "close"));
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
    if (!read && hasBody()) {
      // What nobody has read may end the connection, which clients must know of.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
  }

  private boolean hasBody() {
    return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) || request.getLength() > 0;
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
