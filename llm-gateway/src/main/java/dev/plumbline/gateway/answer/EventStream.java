package dev.plumbline.gateway.answer;

import java.io.IOException;
import java.util.Arrays;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of server-sent events, however its bytes arrive; the bytes of each event stay as
 * they are. For one thread.
 */
public final class EventStream {
  private static final int FIRST_SIZE = 8_192;

  private final BufferedSource source;
  private final int largest;
  private byte[] buffer = new byte[FIRST_SIZE];
  private int start;
  private int end;
  private int scanned;
  private boolean lineBegins = true;
  private boolean finished;

  /**
   * Reads from a source, which the caller closes.
   *
   * @param largest the most bytes that one event may have
   */
  public EventStream(BufferedSource source, int largest) {
    this.source = source;
    this.largest = largest;
  }

  /**
   * The next event, as soon as its last byte is there; null at the end. What follows the last blank
   * line comes as an event of its own.
   */
  public @Nullable Event next() throws IOException {
    while (true) {
      int stop = boundary();
      if (stop >= 0) {
        return take(stop);
      }
      if (finished || !fill()) {
        finished = true;
        return start < end ? take(end) : null;
      }
    }
  }

  /** Whether {@link #next} returns without waiting for the network. */
  public boolean ready() {
    return finished || boundary() >= 0;
  }

  /** Whether the source has ended. */
  boolean finished() {
    return finished;
  }

  /** Where the event that begins at {@code start} ends; -1 when that has not arrived. */
  private int boundary() {
    for (int at = Math.max(scanned, start); at < end; at++) {
      byte b = buffer[at];
      if (b == '\n' && at > start && buffer[at - 1] == '\r') {
        continue;
      }
      if (b != '\n' && b != '\r') {
        lineBegins = false;
      } else if (lineBegins && at > start) {
        boolean more = b == '\r' && at + 1 < end && buffer[at + 1] == '\n';
        scanned = at;
        return more ? at + 2 : at + 1;
      } else {
        // A line feed at the very start belongs to the blank line that ended the last event.
        lineBegins = true;
      }
    }
    scanned = end;
    return -1;
  }

  private Event take(int stop) {
    Event event = new Event(buffer, start, stop - start);
    start = stop;
    scanned = stop;
    lineBegins = true;
    return event;
  }

  private boolean fill() throws IOException {
    if (start > 0 && start == end) {
      start = 0;
      end = 0;
      scanned = 0;
    }
    if (end == buffer.length) {
      makeRoom();
    }
    int count = source.read(buffer, end, buffer.length - end);
    if (count <= 0) {
      return false;
    }
    end += count;
    return true;
  }

  private void makeRoom() throws IOException {
    int held = end - start;
    if (held >= largest) {
      throw new EventTooLarge(largest);
    }
    byte[] roomier =
        held > buffer.length / 2 ? new byte[buffer.length * 2] : new byte[buffer.length];
    System.arraycopy(buffer, start, roomier, 0, held);
    buffer = roomier;
    scanned -= start;
    start = 0;
    end = held;
  }

  /** An event that has no end within reason. */
  public static final class EventTooLarge extends IOException {
    EventTooLarge(int largest) {
      super("an event of more than " + largest + " bytes");
    }
  }

  /** One event; its bytes are valid until the next is taken. */
  public static final class Event {
    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    private final byte[] bytes;
    private final int offset;
    private final int length;

    Event(byte[] bytes, int offset, int length) {
      this.bytes = bytes;
      this.offset = offset;
      this.length = length;
    }

    /** Where its bytes are. */
    public byte[] bytes() {
      return bytes;
    }

    /** Where they begin. */
    public int offset() {
      return offset;
    }

    /** How many they are. */
    public int length() {
      return length;
    }

    /** Its data, several lines joined; null when it has none, as a comment. */
    public byte @Nullable [] data() {
      byte[] data = null;
      int at = offset;
      int stop = offset + length;
      while (at < stop) {
        int line = at;
        while (at < stop && bytes[at] != '\n' && bytes[at] != '\r') {
          at++;
        }
        data = withLine(data, line, at);
        at++;
      }
      return data;
    }

    private byte @Nullable [] withLine(byte @Nullable [] data, int from, int to) {
      int name = DATA.length;
      if (to - from < name || !Arrays.equals(bytes, from, from + name, DATA, 0, name)) {
        return data;
      }
      int value = from + name;
      if (value < to && bytes[value] != ':') {
        return data;
      }
      value = Math.min(value + 1, to);
      value = value < to && bytes[value] == ' ' ? value + 1 : value;
      if (data == null) {
        return Arrays.copyOfRange(bytes, value, to);
      }
      byte[] joined = Arrays.copyOf(data, data.length + 1 + to - value);
      joined[data.length] = '\n';
      System.arraycopy(bytes, value, joined, data.length + 1, to - value);
      return joined;
    }
  }
}
