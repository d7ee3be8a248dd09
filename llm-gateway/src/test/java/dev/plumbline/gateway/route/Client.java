package dev.plumbline.gateway.route;

import dev.plumbline.gateway.call.ClientSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** An application that keeps what it gets, and may go away. */
final class Client implements ClientSink {
  final CountDownLatch firstBytes = new CountDownLatch(1);
  final SortedMap<String, String> headers = new TreeMap<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicReference<Runnable> cancel = new AtomicReference<>(() -> {});
  private volatile boolean gone;
  int writes;
  int status;

  @Override
  public void begin(int httpStatus, String contentType, SortedMap<String, String> more) {
    status = httpStatus;
    headers.putAll(Map.of("content-type", contentType));
    headers.putAll(more);
  }

  @Override
  public synchronized void write(byte[] from, int offset, int length) throws IOException {
    if (gone) {
      throw new IOException("gone");
    }
    bytes.write(from, offset, length);
    writes++;
    firstBytes.countDown();
  }

  @Override
  public boolean gone() {
    return gone;
  }

  @Override
  public void onGone(Runnable action) {
    cancel.set(action);
  }

  /** Closes the connection. */
  void leave() {
    gone = true;
    cancel.get().run();
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
