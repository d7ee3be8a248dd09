package dev.plumbline.mcp.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own credential for the upstream server, for as long as its request is handled. It
 * does not decide who may call, only what the upstream server lets the call see and do.
 */
public final class CallerCredential {
  /** The HTTP header it comes in. */
  public static final String HEADER = "X-Upstream-Token";

  private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

  private CallerCredential() {}

  /** The credential of the request that this thread handles, if it came with one. */
  public static Optional<String> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** What tells apart what was learnt with one credential or another, and is no secret. */
  public static String fingerprint() {
    return current().map(CallerCredential::hash).orElse("");
  }

  /** Runs something with a credential; null for none. */
  public static <T extends @Nullable Object> T with(@Nullable String credential, Callable<T> body)
      throws Exception {
    return credential == null
        ? body.call()
        : ScopedValue.where(CURRENT, credential).call(body::call);
  }

  private static String hash(String credential) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(credential.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
