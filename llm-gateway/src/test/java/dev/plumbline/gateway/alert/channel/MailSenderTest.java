package dev.plumbline.gateway.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.plumbline.control.Channel;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-mail to a server that wants TLS and a login. */
final class MailSenderTest {
  @TempDir static Path folder;
  private static GreenMail server;
  private static SSLSocketFactory trust;

  @BeforeAll
  static void start() throws Exception {
    MailCertificate certificate = new MailCertificate(folder);
    System.setProperty("greenmail.tls.keystore.file", certificate.store().toString());
    System.setProperty("greenmail.tls.keystore.password", MailCertificate.PASSWORD);
    trust = certificate.trusting();
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    server.start();
    server.setUser("ops", "ops", "geheim");
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
