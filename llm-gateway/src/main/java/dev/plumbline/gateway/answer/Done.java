package dev.plumbline.gateway.answer;

import java.nio.charset.StandardCharsets;

/** The mark that ends OpenAI's streams. */
final class Done {
  private static final String MARK = "[DONE]";

  private Done() {}

  static boolean is(byte[] data) {
    return data.length <= MARK.length() + 2
        && new String(data, StandardCharsets.US_ASCII).strip().equals(MARK);
  }
}
