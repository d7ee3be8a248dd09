package dev.plumbline.usage.source.text;

import java.nio.charset.StandardCharsets;

/** One line of a file, without its end. */
public final class Line {
  private final long number;
  private final long offset;
  private final byte[] bytes;
  private final long end;
  private final boolean ended;
  private final boolean cut;

  Line(long number, long offset, byte[] bytes, long end, boolean ended, boolean cut) {
    this.number = number;
    this.offset = offset;
    this.bytes = bytes;
    this.end = end;
    this.ended = ended;
    this.cut = cut;
  }

  /** Its number, from 1. */
  public long number() {
    return number;
  }

  /** Where it begins in the file, in bytes. */
  public long offset() {
    return offset;
  }

  /** Where the next line begins. */
  public long end() {
    return end;
  }

  /** Whether the line's end was there; a last line without it may still be growing. */
  public boolean ended() {
    return ended;
  }

  /** Whether it is longer than a line may be; only its beginning is here then. */
  public boolean cut() {
    return cut;
  }

  /** What stands in it; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** As text; broken UTF-8 becomes replacement characters. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether it holds nothing but white space. */
  public boolean blank() {
    for (byte each : bytes) {
      if (each != ' ' && each != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Whether some ASCII text occurs in it. */
  public boolean contains(byte[] wanted) {
    int last = bytes.length - wanted.length;
    for (int start = 0; start <= last; start++) {
      if (bytes[start] == wanted[0] && matches(wanted, start)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(byte[] wanted, int start) {
    for (int i = 1; i < wanted.length; i++) {
      if (bytes[start + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
