package dev.plumbline.gateway.admin;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.access.TokenEntry;
import dev.plumbline.mcp.access.TokenStore;
import dev.plumbline.usage.remote.GatewayToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;

/** The tokens of the admin API, which are no tokens of MCP servers. */
public final class AdminTokens {
  private static final String FIRST = "first-admin";

  private AdminTokens() {}

  /**
   * The tokens of a home folder. When none of an admin is valid, it makes one and writes it into
   * the file {@code admin-token}, which only its owner can read.
   */
  public static TokenStore open(PlumblineHome home, Clock clock) {
    TokenStore tokens = new TokenStore(home.file("admin-tokens.json"), clock);
    if (admins(tokens, clock.instant()) == 0) {
      for (TokenEntry old : tokens.list()) {
        if (old.name().equals(FIRST)) {
          tokens.revoke(FIRST);
        }
      }
      write(GatewayToken.file(home), tokens.create(FIRST, Role.ADMIN, null).token());
    }
    return tokens;
  }

  /** How many admins' tokens are valid. */
  static long admins(TokenStore tokens, Instant now) {
    return tokens.list().stream()
        .filter(token -> token.role() == Role.ADMIN && !token.expiredAt(now))
        .count();
  }

  private static void write(Path file, String token) {
    try {
      Path fresh =
          Files.createTempFile(
              file.getParent(),
              "admin-token",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(fresh, token + "\n");
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException | UnsupportedOperationException unwritable) {
      throw new Failure.StoreUnavailable(
          "The admin token cannot be written to " + file + ": " + unwritable.getMessage() + ".",
          "Point PLUMBLINE_HOME at a folder that you may write.",
          unwritable);
    }
  }
}
