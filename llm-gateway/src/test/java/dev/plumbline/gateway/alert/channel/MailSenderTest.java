package dev.plumbline.gateway.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.plumbline.control.Channel;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-mail to a server that wants TLS and a login. */
final class MailSenderTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static GreenMail server;
  private static SSLSocketFactory trust;

  @BeforeAll
  static void start() throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    System.setProperty("greenmail.tls.keystore.file", store.toString());
    System.setProperty("greenmail.tls.keystore.password", PASSWORD);
    trust = trusting(store);
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    server.start();
    server.setUser("ops", "ops", "geheim");
  }

  private static SSLSocketFactory trusting(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("mail", keys.getCertificate("mail"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  @AfterAll
  static void stop() {
    server.stop();
    System.clearProperty("greenmail.tls.keystore.file");
    System.clearProperty("greenmail.tls.keystore.password");
  }

  private static Channel channel(Channel.Tls tls, String host) {
    Channel.Mail mail =
        new Channel.Mail(
            host,
            server.getSmtps().getPort(),
            tls,
            "ops",
            "plumbline@example.com",
            List.of("a@example.com", "b@example.com"));
    return new Channel("mail", "mail", Channel.Kind.EMAIL, "env:X", null, mail, true, 1);
  }

  @Test
  void aMessageGoesOverTlsWithALogin() throws Exception {
    new MailSender(trust)
        .send(channel(Channel.Tls.TLS, "localhost"), SendersTest.notice("ada"), "d1", "geheim");
    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(server.getReceivedMessages()[0].getMessageID()).isEqualTo("<d1@plumbline>");
    assertThat(server.getReceivedMessages()[0].getHeader("X-Plumbline-Delivery"))
        .containsExactly("d1");
  }

  @Test
  void aServerThatIsNotTrustedOrHasAnotherNameGetsNothing() {
    assertThatThrownBy(() ->
            new MailSender()
                .send(
                    channel(Channel.Tls.TLS, "localhost"), SendersTest.notice("x"), "d2", "geheim"))
        .isInstanceOf(NotSent.class);
    assertThatThrownBy(() ->
            new MailSender(trust)
                .send(
                    channel(Channel.Tls.TLS, "127.0.0.1"), SendersTest.notice("x"), "d3", "geheim"))
        .isInstanceOf(NotSent.class);
  }
}
