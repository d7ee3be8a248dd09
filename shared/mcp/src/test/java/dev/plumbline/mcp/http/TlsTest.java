package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "correct horse";

  @TempDir private Path folder;

  @Test
  void aKeystoreServesTls() throws Exception {
    TlsKeystore keystore = new TlsKeystore(makeKeystore(), PASSWORD);
    try (TestServer test = TestServer.start(options(keystore))) {
      URI base = URI.create("https://localhost:" + test.server.port());
      TestClient client = new TestClient(base, test.token("ci"), trusting(keystore));

      assertThat(client.call(client.open(), 2, "test/echo", Map.of()).has("result")).isTrue();
      assertThatThrownBy(() -> test.stranger().get("/health")).hasMessageNotContaining("200");
    }
  }

  @Test
  void aWrongPasswordNamesTheFileAndNotThePassword() throws Exception {
    TlsKeystore keystore = new TlsKeystore(makeKeystore(), "wrong secret");

    assertThatThrownBy(() -> TestServer.start(options(keystore)))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("server.p12")
        .hasMessageNotContaining("wrong secret");
    assertThat(options(keystore).toString()).doesNotContain("wrong secret");
  }

  @Test
  void aMissingOrForeignFileIsNamed() throws Exception {
    Path missing = folder.resolve("none.p12");
    Path text = Files.writeString(folder.resolve("text.p12"), "no keystore");
    for (Path file : new Path[] {missing, text}) {
      assertThatThrownBy(() -> TestServer.start(options(new TlsKeystore(file, PASSWORD))))
          .isInstanceOf(Failure.Misconfigured.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void aKeystoreWithoutAKeyIsRefused() throws Exception {
    Path file = folder.resolve("empty.p12");
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    try (var out = Files.newOutputStream(file)) {
      empty.store(out, PASSWORD.toCharArray());
    }

    assertThatThrownBy(() -> TestServer.start(options(new TlsKeystore(file, PASSWORD))))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("no private key");
  }

  private static HttpOptions options(TlsKeystore keystore) {
    return TestServer.options("127.0.0.1", 600, keystore, true);
  }

  private Path makeKeystore() throws Exception {
    Path file = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(Duration.ofSeconds(60))).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return file;
  }

  private static HttpClient trusting(TlsKeystore keystore) throws Exception {
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("server", keystore.open().getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
