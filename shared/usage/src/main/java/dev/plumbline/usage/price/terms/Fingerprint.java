package dev.plumbline.usage.price.terms;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short hash of what the user gave, so that a charge says by which terms it was made. */
final class Fingerprint {
  private static final int LENGTH = 8;

  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  Fingerprint add(byte[] content) {
    digest.update(content);
    return this;
  }

  String text() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
  }
}
