package dev.plumbline.control.rules;

import dev.plumbline.control.Channel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the channels of alerts must be like. */
final class ChannelRules {
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:.]{2,45}");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?::1]?");
  private static final int MOST_READERS = 50;

  private ChannelRules() {}

  static void check(Checked checked, Channel channel) {
    AlertRules.oneSegment(checked, channel.id());
    checked.name("name", channel.name());
    ProviderRules.keyFrom(checked, "secret_from", channel.secretFrom());
    boolean hasUrl =
        channel.kind() == Channel.Kind.WEBHOOK || channel.kind() == Channel.Kind.ALERTMANAGER;
    if (hasUrl) {
      url(checked, channel.url());
    } else if (channel.url() != null) {
      // Not shown: the address of a Slack webhook is a secret.
      throw checked.wrong(
          "url", "given", "Leave it out; a Slack address belongs in the place of secret_from.");
    }
    if (channel.kind() == Channel.Kind.EMAIL) {
      mail(checked, channel.mail(), channel.secretFrom());
    } else if (channel.mail() != null) {
      throw checked.wrong("mail", "given", "Leave it out: the channel sends no e-mail.");
    }
    boolean needsSecret =
        channel.kind() == Channel.Kind.SLACK || channel.kind() == Channel.Kind.WEBHOOK;
    if (needsSecret && channel.secretFrom() == null) {
      throw checked.wrong(
          "secret_from",
          null,
          channel.kind() == Channel.Kind.SLACK
              ? "Give env:NAME or file:PATH, where the webhook's address is."
              : "Give env:NAME or file:PATH, where the signing key is.");
    }
  }

  private static void url(Checked checked, @Nullable String text) {
    URI url;
    try {
      url = new URI(text == null ? "" : text);
    } catch (URISyntaxException wrong) {
      throw checked.wrong("url", "not an address", "Give one like https://hooks.example.com/x.");
    }
    if (url.getRawPath() != null && url.getRawPath().contains(Channel.HIDDEN)) {
      throw checked.wrong("url", "as it is shown", "Give the whole address; it is never shown.");
    }
    if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
      throw checked.wrong("url", "an address with user information", "Leave the user out.");
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost();
    if (host == null || host.isEmpty() || !(scheme.equals("https") || scheme.equals("http"))) {
      throw checked.wrong("url", "not an address of a host", "Give an https address.");
    }
    if (scheme.equals("http") && !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
      throw checked.wrong(
          "url", scheme + "://" + host, "Use https; plain http is for this machine alone.");
    }
  }

  private static void mail(
      Checked checked, Channel.@Nullable Mail mail, @Nullable String secretFrom) {
    if (mail == null) {
      throw checked.wrong("mail", null, "Give host, from and to.");
    }
    if (!HOST.matcher(mail.host()).matches()) {
      throw checked.wrong("mail.host", mail.host(), "Give the name or address of a mail server.");
    }
    checked.between("mail.port", mail.port(), 1, 65_535);
    checked.optionalName("mail.user", mail.user());
    address(checked, "mail.from", mail.from());
    checked.between("mail.to (entries)", mail.to().size(), 1, MOST_READERS);
    mail.to().forEach(to -> address(checked, "mail.to", to));
    if ((mail.user() == null) != (secretFrom == null)) {
      throw checked.wrong(
          "secret_from",
          secretFrom,
          "Give mail.user and the place of the password together, or neither.");
    }
    boolean here = LOOPBACK.matcher(mail.host().toLowerCase(Locale.ROOT)).matches();
    if (mail.tls() == Channel.Tls.NONE && mail.user() != null && !here) {
      throw checked.wrong(
          "mail.tls", "none", "Use starttls or tls, so that the password is not sent in clear.");
    }
  }

  private static void address(Checked checked, String field, String value) {
    if (!ADDRESS.matcher(value).matches()) {
      throw checked.wrong(field, value, "Give a plain e-mail address such as ops@example.com.");
    }
  }
}
