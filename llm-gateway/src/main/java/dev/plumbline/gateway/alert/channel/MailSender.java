package dev.plumbline.gateway.alert.channel;

import dev.plumbline.control.Channel;
import dev.plumbline.control.Channel.Tls;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Sends messages as e-mails of text and HTML. */
final class MailSender implements Sender {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int PERMANENT = 500;

  private final @Nullable SSLSocketFactory trust;

  /** Trusts the certificates that Java trusts. */
  MailSender() {
    this(null);
  }

  /** Trusts what these sockets trust; null for Java's usual ones. */
  MailSender(@Nullable SSLSocketFactory trust) {
    this.trust = trust;
  }

  @Override
  public void send(Channel channel, Notice notice, String delivery, String secret) throws NotSent {
    Channel.Mail mail = Objects.requireNonNull(channel.mail());
    check(mail.host());
    Session session = Session.getInstance(properties(mail));
    try (Transport transport = session.getTransport("smtp")) {
      Message message = message(session, mail, notice, delivery);
      transport.connect(
          mail.host(), mail.port(), mail.user(), mail.user() == null ? null : secret);
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException failed) {
      throw notSent(mail, failed);
    }
  }

  private static void check(String host) throws NotSent {
    try {
      Addresses.checked(host, List.of(InetAddress.getAllByName(host)));
    } catch (Addresses.Forbidden forbidden) {
      throw new NotSent(String.valueOf(forbidden.getMessage()), true);
    } catch (UnknownHostException unknown) {
      throw new NotSent("There is no address of %s now.".formatted(host), false);
    }
  }

  private Properties properties(Channel.Mail mail) {
    Properties all = new Properties();
    all.setProperty("mail.smtp.auth", String.valueOf(mail.user() != null));
    all.setProperty("mail.smtp.ssl.enable", String.valueOf(mail.tls() == Tls.TLS));
    all.setProperty("mail.smtp.starttls.enable", String.valueOf(mail.tls() == Tls.STARTTLS));
    all.setProperty("mail.smtp.starttls.required", String.valueOf(mail.tls() == Tls.STARTTLS));
    all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    all.setProperty("mail.smtp.connectiontimeout", String.valueOf(CONNECT.toMillis()));
    all.setProperty("mail.smtp.timeout", String.valueOf(ANSWER.toMillis()));
    all.setProperty("mail.smtp.writetimeout", String.valueOf(ANSWER.toMillis()));
    if (trust != null) {
      all.put("mail.smtp.ssl.socketFactory", trust);
      all.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
    }
    return all;
  }

  private static Message message(
      Session session, Channel.Mail mail, Notice notice, String delivery)
      throws MessagingException {
    String utf8 = StandardCharsets.UTF_8.name();
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + delivery + "@plumbline>");
          }
        };
    message.setFrom(new InternetAddress(mail.from()));
    for (String to : mail.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
    }
    message.setSubject(Wording.cut(Wording.subject(notice), 200), utf8);
    message.setSentDate(Date.from(notice.time()));
    message.setHeader("X-Plumbline-Delivery", delivery);
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(MailText.plain(notice, delivery), utf8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(MailText.html(notice, delivery), utf8, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    return message;
  }

  private static NotSent notSent(Channel.Mail mail, MessagingException failed) {
    boolean refused = false;
    for (Exception each = failed; each != null; each = next(each)) {
      refused |=
          switch (each) {
            case AuthenticationFailedException wrong -> true;
            case SMTPSendFailedException answer -> answer.getReturnCode() >= PERMANENT;
            case SMTPAddressFailedException answer -> answer.getReturnCode() >= PERMANENT;
            default -> false;
          };
    }
    String said = Wording.cut(Wording.oneLine(String.valueOf(failed.getMessage())), 200);
    return new NotSent("The mail server %s: %s".formatted(mail.host(), said), refused);
  }

  private static @Nullable Exception next(Exception failed) {
    return failed instanceof MessagingException chained ? chained.getNextException() : null;
  }
}
