package dev.plumbline.usage.source.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a stream line by line; no line, however long, takes more than a bounded memory. */
public final class Lines implements AutoCloseable {
  /** The longest line that is kept whole, in bytes. */
  public static final int LONGEST = 32 * 1024 * 1024;

  private static final int BEGINNING = 4096;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private final int longest;
  private int from;
  private int to;
  private long position;
  private long number;

  public Lines(InputStream in) {
    this(in, 0, 0, LONGEST);
  }

  /**
   * @param position where the stream stands in its file
   * @param number the lines before that
   * @param longest the longest line that is kept whole, in bytes
   */
  public Lines(InputStream in, long position, long number, int longest) {
    this.in = in;
    this.position = position;
    this.number = number;
    this.longest = longest;
  }

  /** The next line, or null at the end. */
  public @Nullable Line next() throws IOException {
    long offset = position;
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    boolean cut = false;
    while (true) {
      if (from == to && !fill()) {
        return position == offset ? null : line(offset, line, false, cut);
      }
      int end = lineEnd();
      int length = end - from;
      if (cut || line.size() + length > longest) {
        cut = true;
        length = Math.max(0, Math.min(length, BEGINNING - line.size()));
      }
      line.write(buffer, from, length);
      position += end - from;
      from = end;
      if (end < to) {
        from++;
        position++;
        return line(offset, line, true, cut);
      }
    }
  }

  private Line line(long offset, ByteArrayOutputStream line, boolean ended, boolean cut) {
    byte[] bytes = line.toByteArray();
    int start = offset == 0 && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
    int length = Math.min(bytes.length, cut ? BEGINNING : bytes.length);
    if (length > start && bytes[length - 1] == '\r') {
      length--;
    }
    if (start > 0 || length < bytes.length) {
      bytes = Arrays.copyOfRange(bytes, start, length);
    }
    number++;
    return new Line(number, offset, bytes, position, ended, cut);
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= BYTE_ORDER_MARK.length
        && bytes[0] == BYTE_ORDER_MARK[0]
        && bytes[1] == BYTE_ORDER_MARK[1]
        && bytes[2] == BYTE_ORDER_MARK[2];
  }

  private int lineEnd() {
    int end = from;
    while (end < to && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
