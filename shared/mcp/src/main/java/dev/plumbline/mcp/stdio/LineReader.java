package dev.plumbline.mcp.stdio;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines of bounded length; a longer one is skipped, not kept. */
final class LineReader {
  private final BufferedInputStream in;
  private final int limit;

  LineReader(InputStream in, int limit) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.limit = limit;
  }

  /** One line, or why there is none. */
  sealed interface Line {
    record Text(String value) implements Line {}

    record TooLong(long bytes, int limit) implements Line {}

    record End() implements Line {}
  }

  Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    long length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        if (length == 0) {
          return new Line.End();
        }
        break;
      }
      if (length++ < limit) {
        line.write(next);
      }
    }
    return length > limit
        ? new Line.TooLong(length, limit)
        : new Line.Text(line.toString(StandardCharsets.UTF_8));
  }
}
