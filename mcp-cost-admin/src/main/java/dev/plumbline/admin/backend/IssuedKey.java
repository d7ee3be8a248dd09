package dev.plumbline.admin.backend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key with a fresh secret, the only moment at which it is known.
 *
 * @param secret what applications send; shown once, never kept
 * @param oldUntil until when older secrets let in; null when there are none or they ended at once
 */
public record IssuedKey(ManagedKey key, String secret, @Nullable Instant oldUntil) {
  @Override
  public String toString() {
    return "IssuedKey[" + key.id() + ", (hidden)]";
  }
}
