package dev.plumbline.mcp.http;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS12 keystore with the server's private key and certificate.
 *
 * @param file where it is
 * @param password opens it, and the key in it
 */
public record TlsKeystore(Path file, String password) {
  /** How a connector speaks HTTP: over TLS with this keystore, or plainly without one. */
  public static ConnectionFactory[] connections(
      @Nullable TlsKeystore keystore, HttpConnectionFactory http) {
    if (keystore == null) {
      return new ConnectionFactory[] {http};
    }
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(keystore.open());
    tls.setKeyStorePassword(keystore.password());
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    // Which hosts are served is decided by what looks at the Host header.
    http.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
    return new ConnectionFactory[] {new SslConnectionFactory(tls, http.getProtocol()), http};
  }

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
