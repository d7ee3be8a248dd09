package dev.plumbline.mcp.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.http.TlsKeystore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of serving over TLS. */
public final class TlsChoice {
  @Option(names = "--tls-keystore", paramLabel = "FILE", description = "PKCS12 keystore for TLS.")
  private @Nullable Path keystore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "File that holds the keystore's password.")
  private @Nullable Path passwordFile;

  /** The keystore chosen; null for plain HTTP. */
  public @Nullable TlsKeystore keystore() {
    if (keystore == null && passwordFile == null) {
      return null;
    }
    if (keystore == null || passwordFile == null) {
      throw new Failure.Misconfigured(
          "TLS needs both --tls-keystore and --tls-password-file.", "Give both or neither.");
    }
    try {
      return new TlsKeystore(keystore, Files.readString(passwordFile).strip());
    } catch (IOException unreadable) {
      throw new Failure.Misconfigured(
          "The password file " + passwordFile + " cannot be read.",
          "Check its path and permissions.");
    }
  }
}
