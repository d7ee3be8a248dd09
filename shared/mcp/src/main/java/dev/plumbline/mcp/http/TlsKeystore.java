package dev.plumbline.mcp.http;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;

/**
 * A PKCS12 keystore with the server's private key and certificate.
 *
 * @param file where it is
 * @param password opens it, and the key in it
 */
public record TlsKeystore(Path file, String password) {
  /** The keystore's content; fails with what is wrong about the file. */
  KeyStore open() {
    try (InputStream content = Files.newInputStream(file)) {
      KeyStore keystore = KeyStore.getInstance("PKCS12");
      keystore.load(content, password.toCharArray());
      for (String alias : Collections.list(keystore.aliases())) {
        if (keystore.isKeyEntry(alias)) {
          return keystore;
        }
      }
    } catch (IOException | GeneralSecurityException unusable) {
      throw new Failure.Misconfigured(
          "The keystore " + file + " cannot be opened: " + unusable.getMessage() + ".",
          "Check the path, that it is in PKCS12 form, and its password.");
    }
    throw new Failure.Misconfigured(
        "The keystore " + file + " holds no private key.",
        "Make it with the server's private key and certificate chain.");
  }

  @Override
  public String toString() {
    return "TlsKeystore[" + file + "]";
  }
}
