package dev.plumbline.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.gateway.start.GatewayOptions;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.http.TlsKeystore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsServeTest {
  private static final String PASSWORD = "correct horse";

  @TempDir Path home;
  private Path keystore = Path.of("");

  @BeforeEach
  void makeAKeystore() throws IOException, InterruptedException {
    keystore = home.resolve("server.p12");
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
                keystore.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(Duration.ofSeconds(60))).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }

  @Test
  void anHttpsClientIsServedAndAPlainOneIsNot() throws Exception {
    GatewayOptions options =
        GatewayOptions.of(
                "127.0.0.1",
                0,
                Settings.load(GatewayOptions.SETTINGS, environment(), null),
                environment())
            .with(new TlsKeystore(keystore, PASSWORD));
    try (Starter.Running gateway = new LocalStarter().start(options, true);
        HttpClient client = client()) {
      String base = "https://localhost:" + gateway.port();
      HttpResponse<String> health =
          client.send(get(base + "/health"), HttpResponse.BodyHandlers.ofString());
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.body()).contains("\"ok\"");
      HttpResponse<String> page =
          client.send(get(base + "/admin/v1/providers"), HttpResponse.BodyHandlers.ofString());
      assertThat(page.body()).contains("stand-in-anthropic");
      assertThat(page.statusCode()).isEqualTo(200);

      assertThatThrownBy(() ->
              client.send(
                  get("http://localhost:" + gateway.port() + "/health"),
                  HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void theOptionsOfServeBelongTogetherAndAWrongPasswordIsNotRepeated() throws IOException {
    Path password = Files.writeString(home.resolve("password"), "wrong secret\n");
    Terminal terminal = new Terminal(home);
    Terminal.Run alone =
        terminal.run("serve", "--port", "0", "--tls-keystore", keystore.toString());
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("--tls-password-file");
    Terminal.Run wrong =
        terminal.run(
            "serve",
            "--port",
            "0",
            "--tls-keystore",
            keystore.toString(),
            "--tls-password-file",
            password.toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("server.p12").doesNotContain("wrong secret");
  }

  private Map<String, String> environment() {
    return Map.of("PLUMBLINE_HOME", home.toString());
  }

  private HttpRequest get(String url) throws IOException {
    Path token = home.resolve("admin-token");
    return HttpRequest.newBuilder(URI.create(url))
        .header("authorization", "Bearer " + Files.readString(token).strip())
        .build();
  }

  private HttpClient client() throws IOException, GeneralSecurityException {
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(keystore)) {
      certificates.load(content, PASSWORD.toCharArray());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificates.getCertificate("server"));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
