package dev.plumbline.gateway.provider;

import dev.plumbline.gateway.dialect.PassedHeaders;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;

/** What a provider answers, its body still to be read. */
public final class Reply implements AutoCloseable {
  private static final String JSON = "application/json";

  private final Response response;
  private final Deadline deadline;
  private final BufferedSource source;
  private final Runnable done;
  private boolean closed;

  /**
   * An answer for one thread.
   *
   * @param deadline of its call
   * @param done runs once it is closed
   */
  Reply(Response response, Deadline deadline, Runnable done) {
    this.response = response;
    this.deadline = deadline;
    this.source = Okio.buffer(deadline.watched(response.body().source()));
    this.done = done;
  }

  /** Its HTTP status. */
  public int status() {
    return response.code();
  }

  /** Its content type as it came; JSON where it names none. */
  public String contentType() {
    return Optional.ofNullable(response.header("content-type")).orElse(JSON);
  }

  /** Whether it comes as events. */
  public boolean streamed() {
    return contentType().toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  /** Whether it says to be a web page or another thing that no model answers. */
  public boolean foreign() {
    String type = contentType().toLowerCase(Locale.ROOT);
    return !type.contains("json") && !type.startsWith("text/plain");
  }

  /** A header, when it is there. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(response.header(name));
  }

  /** The headers that go on to the application, in lower case. */
  public SortedMap<String, String> passedHeaders() {
    SortedMap<String, String> passed = new TreeMap<>();
    for (int i = 0; i < response.headers().size(); i++) {
      String name = response.headers().name(i).toLowerCase(Locale.ROOT);
      if (PassedHeaders.ofAnswer(name)) {
        passed.put(name, response.headers().value(i));
      }
    }
    return passed;
  }

  /** Its body, as it comes. */
  public BufferedSource source() {
    return source;
  }

  /**
   * Its whole body.
   *
   * @throws IOException when it breaks off, or has more than {@code most} bytes
   */
  public ByteString body(long most) throws IOException {
    Buffer sink = new Buffer();
    while (sink.size() <= most) {
      if (source().read(sink, 65_536) < 0) {
        return sink.readByteString();
      }
    }
    throw new IOException("the answer has more than " + most + " bytes");
  }

  /** The time by which a read must have brought something. */
  public void deadline(long nanoTime) {
    deadline.until(nanoTime);
  }

  /** No such time any longer. */
  public void clearDeadline() {
    deadline.relax();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        response.close();
      } finally {
        done.run();
      }
    }
  }
}
