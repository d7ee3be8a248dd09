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

/** E-mail to a server that begins in clear and goes on in TLS. */
final class StartTlsTest {
  @TempDir static Path folder;
  private static GreenMail server;
  private static StartTlsFront front;
  private static SSLSocketFactory trust;

  @BeforeAll
  static void start() throws Exception {
    MailCertificate certificate = new MailCertificate(folder);
    trust = certificate.trusting();
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    server.setUser("ops", "ops", "geheim");
    front = new StartTlsFront(certificate.serving(), server.getSmtp().getPort());
  }

  @AfterAll
  static void stop() {
    front.close();
    server.stop();
  }

  private static Channel channel(String host, int port) {
    Channel.Mail mail =
        new Channel.Mail(
            host,
            port,
            Channel.Tls.STARTTLS,
            "ops",
            "plumbline@example.com",
            List.of("a@example.com"));
    return new Channel("mail", "mail", Channel.Kind.EMAIL, "env:X", null, mail, true, 1);
  }

  private static void send(MailSender sender, Channel channel, String delivery, String secret)
      throws NotSent {
    sender.send(channel, SendersTest.notice("ada"), delivery, secret);
  }

  private static boolean arrived(String delivery) throws Exception {
    for (var message : server.getReceivedMessages()) {
      if (message.getMessageID().equals("<" + delivery + "@plumbline>")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void nothingButTheGreetingIsSaidInClear() throws Exception {
    send(new MailSender(trust), channel("localhost", front.port()), "s1", "geheim");
    assertThat(arrived("s1")).isTrue();
    assertThat(front.clear()).allMatch(said -> said.matches("EHLO \\S+|STARTTLS|QUIT"));
  }

  @Test
  void aWrongPasswordIsRefusedForGood() throws Exception {
    assertThatThrownBy(
            () -> send(new MailSender(trust), channel("localhost", front.port()), "s2", "falsch"))
        .isInstanceOfSatisfying(NotSent.class, failed -> assertThat(failed.refused()).isTrue());
    assertThat(arrived("s2")).isFalse();
  }

  @Test
  void aServerWithoutStartTlsGetsNothing() throws Exception {
    Channel plain = channel("localhost", server.getSmtp().getPort());
    assertThatThrownBy(() -> send(new MailSender(trust), plain, "s3", "geheim"))
        .isInstanceOfSatisfying(
            NotSent.class, failed -> assertThat(failed.why()).doesNotContain("geheim"));
    assertThat(arrived("s3")).isFalse();
  }

  @Test
  void aServerThatIsNotTrustedOrHasAnotherNameGetsNothing() throws Exception {
    assertThatThrownBy(
            () -> send(new MailSender(), channel("localhost", front.port()), "s4", "geheim"))
        .isInstanceOf(NotSent.class);
    assertThatThrownBy(
            () -> send(new MailSender(trust), channel("127.0.0.1", front.port()), "s5", "geheim"))
        .isInstanceOf(NotSent.class);
    assertThat(arrived("s4") || arrived("s5")).isFalse();
  }
}
