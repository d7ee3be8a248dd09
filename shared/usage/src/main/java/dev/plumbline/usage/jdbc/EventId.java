package dev.plumbline.usage.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event's id in 128 bits.
 *
 * @param uid the id itself where it is a UUID in its usual lower-case form, else the first 128 bits
 *     of its SHA-256
 * @param text the id where {@code uid} does not tell it; null otherwise
 */
record EventId(UUID uid, @Nullable String text) {
  /** The 128 bits of an id. */
  static EventId of(String id) {
    if (isUuid(id)) {
      return new EventId(UUID.fromString(id), null);
    }
    String kept = Texts.kept(id);
    ByteBuffer hash = ByteBuffer.wrap(sha256(kept));
    return new EventId(new UUID(hash.getLong(), hash.getLong()), kept);
  }

  /** Whether a text is a UUID in its usual lower-case form. */
  static boolean isUuid(String id) {
    if (id.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = id.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
