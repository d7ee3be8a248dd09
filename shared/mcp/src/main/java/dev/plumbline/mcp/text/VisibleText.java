package dev.plumbline.mcp.text;

/** Removes what a reader cannot see from a text but a model would read. */
public final class VisibleText {
  private VisibleText() {}

  /**
   * The text without control, format (zero-width, bidirectional, tag), variation-selector,
   * private-use and unpaired surrogate characters. Tabs and line feeds stay; CR LF becomes LF.
   */
  public static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints().filter(VisibleText::isVisible).forEach(visible::appendCodePoint);
    return visible.toString();
  }

  private static boolean isVisible(int codePoint) {
    if (codePoint == '\n' || codePoint == '\t') {
      return true;
    }
    boolean variation = codePoint >= 0xFE00 && codePoint <= 0xFE0F;
    boolean moreVariation = codePoint >= 0xE0100 && codePoint <= 0xE01EF;
    boolean blankLetter =
        codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xFFA0;
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !variation && !moreVariation && !blankLetter;
    };
  }
}
