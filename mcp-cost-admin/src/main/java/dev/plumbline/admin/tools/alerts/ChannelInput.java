package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Channel.Kind;
import dev.plumbline.control.Channel.Mail;
import dev.plumbline.control.Channel.Tls;
import dev.plumbline.control.rules.EntryRules;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the next version of a channel out of what a caller names; the rest stays. */
record ChannelInput(SetAlertChannel.Input given) {
  /** What takes a text away. */
  private static final String NONE = "none";

  private static final int STARTTLS = 587;
  private static final int TLS = 465;

  /** A new channel. */
  Channel added() {
    Kind kind = kind();
    if (kind == null) {
      throw new Failure.InvalidInput(
          "There is no channel %s, and no kind of a new one is given."
              .formatted(Untrusted.of(given.channel()).inline(80)),
          "Give kind for a new channel, or the id of one that list_alerts shows.");
    }
    String id = given.channel().strip();
    return next(new Channel(id, id, kind, null, null, null, true, 1), 1);
  }

  /** The next version of a channel that is there. */
  Channel changed(Channel old) {
    Kind kind = kind();
    if (kind != null && kind != old.kind()) {
      throw new Failure.InvalidInput(
          "The channel %s is of the kind %s.".formatted(old.id(), lower(old.kind())),
          "Set another channel under a new id.");
    }
    return next(old, old.version() + 1);
  }

  /** Whether an address is given that may differ from the one there is, which is not told. */
  boolean movesFrom(Channel old) {
    String url = given.webhookUrl();
    return url != null && !url.strip().equals(old.url());
  }

  private @Nullable Kind kind() {
    return Choices.constant("kind", given.kind(), Kind.values());
  }

  private Channel next(Channel old, long version) {
    Channel next =
        new Channel(
            old.id(),
            old.name(),
            old.kind(),
            text(given.secretFrom(), old.secretFrom()),
            text(given.webhookUrl(), old.url()),
            mail(old),
            Objects.requireNonNullElse(given.enabled(), old.enabled()),
            version);
    check(next, old);
    return next;
  }

  /** An address that stays is known only as it is shown, and was checked when it was set. */
  private static void check(Channel next, Channel old) {
    String url = next.url();
    EntryRules.check(
        new Channel(
            next.id(),
            next.name(),
            next.kind(),
            next.secretFrom(),
            url != null && url.equals(old.url()) ? url.replace(Channel.HIDDEN, "") : url,
            next.mail(),
            next.enabled(),
            next.version()));
  }

  private @Nullable Mail mail(Channel old) {
    Mail was = old.mail();
    boolean named =
        given.host() != null
            || given.port() != null
            || given.tls() != null
            || given.user() != null
            || given.from() != null
            || given.to() != null;
    if (!named) {
      return was;
    }
    Tls known = Choices.constant("tls", given.tls(), Tls.values());
    Tls tls = known != null ? known : was == null ? Tls.STARTTLS : was.tls();
    int usual = was != null && was.tls() == tls ? was.port() : tls == Tls.TLS ? TLS : STARTTLS;
    return new Mail(
        needed("host", given.host(), was == null ? null : was.host()),
        Objects.requireNonNullElse(given.port(), usual),
        tls,
        text(given.user(), was == null ? null : was.user()),
        needed("from", given.from(), was == null ? null : was.from()),
        given.to() != null ? given.to() : was == null ? List.of() : was.to());
  }

  private static String needed(String field, @Nullable String given, @Nullable String old) {
    String value = text(given, old);
    if (value == null) {
      throw new Failure.InvalidInput(
          field + " is missing.", "An e-mail channel needs host, from and to.");
    }
    return value;
  }

  private static @Nullable String text(@Nullable String given, @Nullable String old) {
    if (given == null) {
      return old;
    }
    return given.strip().equalsIgnoreCase(NONE) ? null : given.strip();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
