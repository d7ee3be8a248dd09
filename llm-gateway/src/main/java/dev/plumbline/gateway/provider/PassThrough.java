package dev.plumbline.gateway.provider;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Route.Timeouts;
import dev.plumbline.gateway.call.ClientSink;
import dev.plumbline.gateway.dialect.PassedHeaders;
import dev.plumbline.usage.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Forwards requests that the gateway does not understand, both bodies as they come. Safe for many
 * threads.
 */
public final class PassThrough {
  private static final int PIECE = 16_384;

  private final Upstream upstream;

  /** The caller closes {@code upstream}. */
  public PassThrough(Upstream upstream) {
    this.upstream = upstream;
  }

  /**
   * A request of an application.
   *
   * @param path below the provider's base URL, with its query
   * @param headers as they came; only those that may pass do
   * @param trace headers of the gateway that tell the provider of a trace, in lower case
   * @param body null for none; the caller closes it
   * @param length of the body in bytes; -1 when unknown
   */
  public record Ask(
      Provider provider,
      String method,
      String path,
      Map<String, String> headers,
      Map<String, String> trace,
      @Nullable InputStream body,
      long length,
      @Nullable String contentType,
      @Nullable String accept,
      Timeouts timeouts) {}

  /**
   * What came of it.
   *
   * @param httpStatus of the provider; 502 or 504 when there is none
   * @param begun whether the application has the beginning of the answer
   * @param bytes of the answer that were passed on
   * @param errorKind as in {@link dev.plumbline.gateway.call.Outcome}; null when all went well
   */
  public record Passed(
      int httpStatus,
      boolean begun,
      long bytes,
      Status status,
      @Nullable String errorKind,
      long nanos) {}

  /**
   * Forwards a request and passes the answer on. It throws nothing for what the network does.
   *
   * @throws dev.plumbline.kernel.Failure.InvalidInput for a path that leaves the provider
   * @throws dev.plumbline.kernel.Failure.Misconfigured for a provider that cannot be used
   */
  public Passed forward(Ask ask, ClientSink sink) {
    long began = System.nanoTime();
    Cancellation cancellation = new Cancellation();
    sink.onGone(cancellation::cancel);
    Progress progress = new Progress();
    try (Reply reply = send(ask, cancellation)) {
      progress.httpStatus = reply.status();
      copy(reply, sink, progress);
      boolean well = reply.status() < 400;
      return progress.passed(
          well ? Status.OK : Status.ERROR, well ? null : "provider_error", began);
    } catch (IOException broken) {
      if (progress.clientGone || cancellation.requested()) {
        return progress.passed(Status.INTERRUPTED, "client_gone", began);
      }
      boolean late = broken instanceof InterruptedIOException;
      if (!progress.begun) {
        progress.httpStatus = late ? 504 : 502;
      }
      return progress.passed(
          progress.begun ? Status.INTERRUPTED : Status.ERROR,
          late ? "timeout" : "connection",
          began);
    }
  }

  private Reply send(Ask ask, Cancellation cancellation) throws IOException {
    SortedMap<String, String> headers = new TreeMap<>(PassedHeaders.ofRequest(ask.headers()));
    headers.putAll(ask.trace());
    String accept = ask.accept();
    if (accept != null) {
      headers.put("accept", accept);
    }
    return upstream.forward(
        ask.provider(),
        Addresses.at(ask.provider(), ask.path()),
        ask.method(),
        body(ask),
        headers,
        ask.timeouts(),
        cancellation);
  }

  private static @Nullable RequestBody body(Ask ask) {
    InputStream body = ask.body();
    return body == null ? null : new Once(body, ask.length(), ask.contentType());
  }

  private static void copy(Reply reply, ClientSink sink, Progress progress) throws IOException {
    SortedMap<String, String> headers = reply.passedHeaders();
    reply.header("content-disposition").ifPresent(name -> headers.put("content-disposition", name));
    progress.begun = true;
    progress.toClient(() -> sink.begin(reply.status(), reply.contentType(), headers));
    BufferedSource source = reply.source();
    byte[] piece = new byte[PIECE];
    for (int count = source.read(piece); count >= 0; count = source.read(piece)) {
      int length = count;
      progress.toClient(() -> sink.write(piece, 0, length));
      progress.bytes += length;
    }
  }

  /** How far an answer has come; for one thread. */
  private static final class Progress {
    private int httpStatus = 502;
    private boolean begun;
    private boolean clientGone;
    private long bytes;

    private interface Action {
      void run() throws IOException;
    }

    void toClient(Action action) throws IOException {
      try {
        action.run();
      } catch (IOException gone) {
        clientGone = true;
        throw gone;
      }
    }

    Passed passed(Status status, @Nullable String kind, long began) {
      return new Passed(httpStatus, begun, bytes, status, kind, System.nanoTime() - began);
    }
  }

  /** A body that can be sent once only, as it arrives. */
  private static final class Once extends RequestBody {
    private final InputStream body;
    private final long length;
    private final @Nullable MediaType type;

    Once(InputStream body, long length, @Nullable String type) {
      this.body = body;
      this.length = length;
      this.type = type == null ? null : MediaType.parse(type);
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      Source source = Okio.source(body);
      while (source.read(sink.getBuffer(), PIECE) >= 0) {
        sink.flush();
      }
    }
  }
}
