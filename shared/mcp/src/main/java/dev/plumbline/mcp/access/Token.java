package dev.plumbline.mcp.access;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bearer token in the clear, {@code plt-<12 public>-<48 secret>}.
 *
 * @param publicPart names the token; may be shown and logged
 * @param secret proves its possession; 248 random bits, never stored or logged
 */
record Token(String publicPart, String secret) {
  static final String PREFIX = "plt-";
  private static final int PUBLIC_LENGTH = 12;
  private static final int SECRET_LENGTH = 48;
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final Pattern FORM =
      Pattern.compile(
          PREFIX + "([0-9a-z]{" + PUBLIC_LENGTH + "})-([0-9a-z]{" + SECRET_LENGTH + "})");

  static Token random(SecureRandom random) {
    return new Token(letters(random, PUBLIC_LENGTH), letters(random, SECRET_LENGTH));
  }

  /** The token in a text, or nothing if the text doesn't have a token's form. */
  static Optional<Token> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() ? Optional.of(new Token(form.group(1), form.group(2))) : Optional.empty();
  }

  /** What the client sends. */
  String text() {
    return PREFIX + publicPart + "-" + secret;
  }

  @Override
  public String toString() {
    return PREFIX + publicPart;
  }

  private static String letters(SecureRandom random, int length) {
    StringBuilder letters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return letters.toString();
  }
}
