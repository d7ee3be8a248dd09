package dev.plumbline.usage.jdbc;

import java.nio.charset.StandardCharsets;

/** Foreign text in a form that every database keeps. */
final class Texts {
  private Texts() {}

  /**
   * The text without NUL characters, which PostgreSQL cannot hold; each is replaced by U+FFFD.
   * Halves of surrogate pairs become question marks when the text is encoded.
   */
  static String storable(String text) {
    return text.indexOf(0) < 0 ? text : text.replace('\0', '\uFFFD');
  }

  /** The text as it will be read back. */
  static String kept(String text) {
    return new String(storable(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
