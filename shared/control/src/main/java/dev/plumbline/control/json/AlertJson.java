package dev.plumbline.control.json;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Silence;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Alerts, their channels and silences as JSON. */
final class AlertJson {
  private static final Duration COOL_DOWN = Duration.ofHours(1);
  private static final String TIME_OF_DAY = "Give a time of day such as 22:00.";

  private AlertJson() {}

  static void write(ObjectNode json, Alert alert) {
    json.put("name", alert.name());
    json.put("kind", lower(alert.kind()));
    scope(json, alert.scope());
    json.put("budget", alert.budget());
    json.put("threshold", alert.threshold() == null ? null : Decimals.plain(alert.threshold()));
    json.put("zone", alert.zone().getId());
    json.put("severity", lower(alert.severity()));
    ArrayNode channels = json.putArray("channels");
    alert.channels().forEach(channels::add);
    json.put("cool_down", alert.coolDown().toString());
    Alert.QuietHours quiet = alert.quiet();
    if (quiet == null) {
      json.putNull("quiet");
    } else {
      json.putObject("quiet")
          .put("from", quiet.from().toString())
          .put("to", quiet.to().toString())
          .put("critical_too", quiet.criticalToo());
    }
    json.put("at", alert.at().toString());
    json.put("recovery", alert.recovery());
    json.put("enabled", alert.enabled());
  }

  static void write(ObjectNode json, Channel channel, boolean secrets) {
    json.put("name", channel.name());
    json.put("kind", lower(channel.kind()));
    json.put("secret_from", channel.secretFrom());
    json.put("url", secrets ? channel.url() : channel.shownUrl());
    Channel.Mail mail = channel.mail();
    if (mail == null) {
      json.putNull("mail");
    } else {
      ObjectNode object = json.putObject("mail");
      object.put("host", mail.host()).put("port", mail.port()).put("tls", lower(mail.tls()));
      object.put("user", mail.user()).put("from", mail.from());
      ArrayNode to = object.putArray("to");
      mail.to().forEach(to::add);
    }
    json.put("enabled", channel.enabled());
  }

  static void write(ObjectNode json, Silence silence) {
    json.put("alert", silence.alert());
    scope(json, silence.scope());
    json.put("from", silence.from().toString());
    json.put("until", silence.until().toString());
    json.put("reason", silence.reason());
    json.put("by", silence.by());
  }

  static Alert alert(JsonFields fields, String id, long version) {
    Alert.Kind kind = fields.needed("kind", fields.choice("kind", Alert.Kind.class));
    BigDecimal threshold = fields.decimal("threshold");
    Scope scope = scope(fields);
    if (scope == null && needsScope(kind, threshold)) {
      scope = new Scope(Level.ORGANISATION, Scope.EACH);
    }
    Alert.Severity severity = fields.choice("severity", Alert.Severity.class);
    ZoneId zone =
        fields.parsed("zone", ZoneId::of, "Give the name of a time zone such as Europe/Berlin.");
    LocalTime at = fields.parsed("at", LocalTime::parse, TIME_OF_DAY);
    return new Alert(
        id,
        fields.text("name", id),
        kind,
        scope,
        fields.text("budget"),
        threshold,
        zone == null ? ZoneOffset.UTC : zone,
        severity == null ? Alert.Severity.WARNING : severity,
        fields.texts("channels"),
        fields.duration("cool_down", COOL_DOWN),
        quiet(fields.object("quiet")),
        at == null ? Alert.MORNING : at,
        fields.flag("recovery", true),
        fields.flag("enabled", true),
        version);
  }

  /** Whether spend is summed that a budget of its own would count. */
  private static boolean needsScope(Alert.Kind kind, @Nullable BigDecimal threshold) {
    return switch (kind) {
      case DAILY_SPEND, HOURLY_SPEND, ANOMALY -> true;
      case FORECAST_EXCEEDS -> threshold != null;
      default -> false;
    };
  }

  static Channel channel(JsonFields fields, String id, long version) {
    return new Channel(
        id,
        fields.text("name", id),
        fields.needed("kind", fields.choice("kind", Channel.Kind.class)),
        fields.text("secret_from"),
        fields.text("url"),
        mail(fields.object("mail")),
        fields.flag("enabled", true),
        version);
  }

  static Silence silence(JsonFields fields, String id, long version) {
    return new Silence(
        id,
        fields.text("alert"),
        scope(fields),
        fields.needed("from", fields.time("from")),
        fields.needed("until", fields.time("until")),
        fields.required("reason"),
        fields.required("by"),
        version);
  }

  private static Channel.@Nullable Mail mail(@Nullable JsonFields fields) {
    if (fields == null) {
      return null;
    }
    Channel.Tls tls = fields.choice("tls", Channel.Tls.class);
    Channel.Mail mail =
        new Channel.Mail(
            fields.required("host"),
            fields.small("port", tls == Channel.Tls.TLS ? 465 : 587),
            tls == null ? Channel.Tls.STARTTLS : tls,
            fields.text("user"),
            fields.required("from"),
            fields.texts("to"));
    fields.end();
    return mail;
  }

  private static Alert.@Nullable QuietHours quiet(@Nullable JsonFields fields) {
    if (fields == null) {
      return null;
    }
    LocalTime from = fields.needed("from", fields.parsed("from", LocalTime::parse, TIME_OF_DAY));
    LocalTime to = fields.needed("to", fields.parsed("to", LocalTime::parse, TIME_OF_DAY));
    boolean criticalToo = fields.flag("critical_too", false);
    fields.end();
    return new Alert.QuietHours(from, to, criticalToo);
  }

  private static void scope(ObjectNode json, @Nullable Scope scope) {
    if (scope == null) {
      json.putNull("scope");
    } else {
      BudgetJson.scope(json, scope);
    }
  }

  private static @Nullable Scope scope(JsonFields fields) {
    JsonFields object = fields.object("scope");
    return object == null ? null : BudgetJson.scopeIn(object);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
