package dev.plumbline.control;

import dev.plumbline.control.VirtualKey.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The text of a virtual key, {@code pl-<12 public characters>-<48 secret characters>}. */
public final class KeyText {
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int PUBLIC = 12;
  private static final int SECRET = 48;
  private static final String START = "pl-";
  private static final int DASH = START.length() + PUBLIC;

  private final String id;
  private final String text;

  private KeyText(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /** A new key with a public part of its own. */
  public static KeyText make() {
    return make(letters(new SecureRandom(), PUBLIC));
  }

  /** A new secret for the key with this public part. */
  public static KeyText make(String id) {
    String text = "pl-" + id + "-" + letters(new SecureRandom(), SECRET);
    return read(text).orElseThrow(() -> new IllegalArgumentException("no public part: " + id));
  }

  /** The key that a text is; empty when it has not the form of one. */
  public static Optional<KeyText> read(String text) {
    boolean form =
        text.length() == DASH + 1 + SECRET
            && text.startsWith(START)
            && text.charAt(DASH) == '-'
            && letters(text, START.length(), DASH)
            && letters(text, DASH + 1, text.length());
    return form
        ? Optional.of(new KeyText(text.substring(START.length(), DASH), text))
        : Optional.empty();
  }

  private static boolean letters(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (LETTERS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The public part, safe to log. */
  public String id() {
    return id;
  }

  /** The whole key with its secret, to be shown once and never kept. */
  public String secretText() {
    return text;
  }

  /** SHA-256 of the whole key text, in hexadecimal. */
  public String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Whether this is one of the key's secrets that are valid at a moment; takes as long for a wrong
   * secret as for a right one.
   */
  public boolean opens(VirtualKey key, Instant now) {
    byte[] own = hash().getBytes(StandardCharsets.US_ASCII);
    boolean found = false;
    for (Secret secret : key.secrets()) {
      boolean same = MessageDigest.isEqual(own, secret.hash().getBytes(StandardCharsets.US_ASCII));
      found = (same && secret.validAt(now)) || found;
    }
    return found && id.equals(key.id());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "pl-" + id + "-…";
  }

  private static String letters(RandomGenerator random, int count) {
    StringBuilder letters = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }
}
