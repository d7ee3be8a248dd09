package dev.plumbline.gateway.call;

import java.io.IOException;
import java.util.SortedMap;

/** Takes the beginning of a streamed answer on its way to the application. */
public interface ClientSink {
  /**
   * Begins the answer. Called at most once, and only for streams.
   *
   * @param headers further headers of the answer, in lower case
   */
  void begin(int status, String contentType, SortedMap<String, String> headers) throws IOException;

  /** Passes bytes on at once. An {@code IOException} means that the client has gone. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** Whether the client is known to have gone away. */
  boolean gone();

  /** Runs {@code cancel} once when the client goes away, perhaps at once, on another thread. */
  void onGone(Runnable cancel);
}
