package dev.plumbline.admin.backend.http;

import java.util.regex.Pattern;

/** Makes texts of vendors and callers fit for messages. */
public final class ForeignTexts {
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");
  private static final int LONGEST = 80;

  private ForeignTexts() {}

  /** Its beginning, without control characters. */
  public static String shown(String text) {
    String clean = INVISIBLE.matcher(text).replaceAll(" ").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
