package dev.plumbline.mcp.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: everything but the secret.
 *
 * @param publicPart the part that names the token
 * @param sha256 the secret's SHA-256, in hexadecimal
 * @param name who holds it; unique
 * @param role what its holder may do
 * @param created when it was made
 * @param expires from when it is refused; null for never
 */
public record TokenEntry(
    String publicPart,
    String sha256,
    String name,
    Role role,
    Instant created,
    @Nullable Instant expires) {
  /** Whether it is refused at that moment. */
  public boolean expiredAt(Instant moment) {
    return expires != null && !moment.isBefore(expires);
  }

  Principal principal() {
    return new Principal(name, role);
  }
}
