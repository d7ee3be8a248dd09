package dev.plumbline.control;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are sent. Its secret is kept elsewhere.
 *
 * @param secretFrom where its secret is, {@code env:NAME} or {@code file:PATH}: the address of a
 *     Slack webhook, the password of a mail server, the key that signs webhooks, the bearer token
 *     of an Alertmanager; null where none is needed
 * @param url of a webhook or an Alertmanager, whose path may be a secret; null otherwise
 * @param mail how e-mail is sent; null otherwise
 */
public record Channel(
    String id,
    String name,
    Kind kind,
    @Nullable String secretFrom,
    @Nullable String url,
    @Nullable Mail mail,
    boolean enabled,
    long version)
    implements Entry {
  /** What stands for everything of an address but its host. */
  public static final String HIDDEN = "(hidden)";

  /** The address for people, of which only scheme, host and port are told; null for none. */
  public @Nullable String shownUrl() {
    if (url == null) {
      return null;
    }
    URI whole = URI.create(url);
    String host = whole.getScheme() + "://" + whole.getRawAuthority();
    return url.equals(host) || url.equals(host + "/") ? url : host + "/" + HIDDEN;
  }

  /** The media. */
  public enum Kind {
    SLACK,
    EMAIL,
    WEBHOOK,
    ALERTMANAGER
  }

  /** How the connection to a mail server is protected. */
  public enum Tls {
    /** It begins in clear and must be encrypted before anything is said. */
    STARTTLS,
    /** It is encrypted from its beginning. */
    TLS,
    /** It is in clear. */
    NONE
  }

  /**
   * A mail server and those who write and read.
   *
   * @param user who logs in with the secret; null for nobody
   */
  public record Mail(
      String host, int port, Tls tls, @Nullable String user, String from, List<String> to) {
    public Mail {
      to = List.copyOf(to);
    }
  }
}
