package dev.plumbline.usage.source.text;

import java.nio.charset.StandardCharsets;

/**
 * One line of a file.
 *
 * @param number from 1
 * @param offset where it begins in the file, in bytes
 * @param bytes without the line's end; only its beginning when {@code cut}
 * @param end where the next line begins
 * @param ended whether the line's end was there; a last line without it may still be growing
 * @param cut whether the line is longer than a line may be
 */
public record Line(long number, long offset, byte[] bytes, long end, boolean ended, boolean cut) {
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
