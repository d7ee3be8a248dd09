package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Alert.Kind;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Silence;
import dev.plumbline.kernel.Amounts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Alerts, channels and silences in words. */
public final class AlertWords {
  private AlertWords() {}

  /** When an alert fires, such as {@code spend of a day (UTC) of each key reaches $5.00}. */
  public static String watched(Alert alert) {
    String zone = alert.zone().getId();
    String whose = alert.scope() == null ? "" : " of " + BudgetPlans.whose(alert.scope());
    return switch (alert.kind()) {
      case DAILY_SPEND -> "spend of a day (%s)%s reaches %s".formatted(zone, whose, bound(alert));
      case HOURLY_SPEND -> "spend of an hour%s reaches %s".formatted(whose, bound(alert));
      case BUDGET_THRESHOLD ->
          "spend reaches %s of %s"
              .formatted(alert.bound() == null ? "a warning" : bound(alert), budgets(alert));
      case FORECAST_EXCEEDS ->
          alert.bound() == null
              ? "the month's forecast exceeds the limit of " + budgets(alert)
              : "the month's forecast%s exceeds %s".formatted(whose, bound(alert));
      case ANOMALY -> "an hour%s costs %s more than usual".formatted(whose, bound(alert));
      case KEY_EXPIRY -> "a key%s ends within %s".formatted(whose, bound(alert));
      case UNKNOWN_PRICE -> "a request%s has no known price".formatted(whose);
      case ERROR_RATE -> "%s of requests%s fail".formatted(bound(alert), whose);
      case PROVIDER_DOWN -> "a provider is left alone by its circuit breaker";
      case REPORT_DAILY, REPORT_WEEKLY ->
          "the cost%s of %s is sent %s at %s (%s)"
              .formatted(
                  whose,
                  alert.kind() == Kind.REPORT_DAILY ? "each day" : "each week",
                  alert.kind() == Kind.REPORT_DAILY ? "the next" : "on Monday",
                  alert.at(),
                  zone);
    };
  }

  private static String budgets(Alert alert) {
    if (alert.budget() != null) {
      return "the budget `%s`".formatted(alert.budget());
    }
    return alert.scope() == null ? "a budget" : "a budget of " + BudgetPlans.whose(alert.scope());
  }

  /** Its bound in its unit; a dash where it has none. */
  private static String bound(Alert alert) {
    BigDecimal bound = alert.bound();
    if (bound == null) {
      return "–";
    }
    String plain = bound.stripTrailingZeros().toPlainString();
    return switch (alert.kind().unit()) {
      case DOLLARS -> Amounts.dollars(bound);
      case PERCENT -> plain + " %";
      case DAYS -> plain + " days";
      case NONE -> "–";
    };
  }

  /** How it is told, such as {@code warning, through slack; again after 1 h at the earliest}. */
  public static String told(Alert alert) {
    StringBuilder text = new StringBuilder(lower(alert.severity()));
    text.append(", through ").append(through(alert));
    if (!alert.kind().report()) {
      text.append("; the same again after ").append(Choices.words(alert.coolDown()));
      text.append(" at the earliest");
    }
    Alert.QuietHours quiet = alert.quiet();
    if (quiet != null) {
      text.append("; quiet from %s to %s".formatted(quiet.from(), quiet.to()));
      text.append(quiet.criticalToo() ? ", critical ones too" : "");
    }
    return text + (alert.enabled() ? "" : "; **off**");
  }

  /** Its channels. */
  static String through(Alert alert) {
    return alert.channels().isEmpty()
        ? "all channels"
        : alert.channels().stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
  }

  /** Those channels that an alert is sent through. */
  public static List<Channel> channels(Alert alert, List<Channel> all) {
    return all.stream()
        .filter(Channel::enabled)
        .filter(one -> alert.channels().isEmpty() || alert.channels().contains(one.id()))
        .toList();
  }

  /** Where a channel sends, without what may be a secret; foreign text. */
  public static String place(Channel channel) {
    return switch (channel.kind()) {
      case SLACK -> "its webhook";
      case WEBHOOK, ALERTMANAGER -> String.valueOf(channel.shownUrl());
      case EMAIL -> {
        Channel.Mail mail = Objects.requireNonNull(channel.mail());
        yield "%s by %s:%d, %s"
            .formatted(String.join(", ", mail.to()), mail.host(), mail.port(), lower(mail.tls()));
      }
    };
  }

  /** Its kind as people write it. */
  static String kind(Alert alert) {
    return lower(alert.kind());
  }

  /** Its kind as people write it. */
  public static String kind(Channel channel) {
    return lower(channel.kind());
  }

  /** What a silence is about, such as {@code `daily-spend` about department ‹shop›}. */
  public static String silenced(@Nullable String alert, @Nullable Scope scope) {
    return (alert == null ? "every alert" : "`" + alert + "`")
        + (scope == null ? "" : " about " + BudgetPlans.whose(scope));
  }

  /** What a silence is about. */
  public static String silenced(Silence silence) {
    return silenced(silence.alert(), silence.scope());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
