package dev.plumbline.mcp.http;

import java.io.IOException;
import java.io.Writer;

/** Collects what a thread writes and hands it to the stream whole when that thread flushes. */
final class EventSink extends Writer {
  private final EventStream stream;
  private final ThreadLocal<StringBuilder> unsent = ThreadLocal.withInitial(StringBuilder::new);

  EventSink(EventStream stream) {
    this.stream = stream;
  }

  @Override
  public void write(char[] text, int offset, int length) {
    unsent.get().append(text, offset, length);
  }

  @Override
  public void flush() throws IOException {
    String events = unsent.get().toString();
    unsent.remove();
    if (!events.isEmpty()) {
      stream.write(events);
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
