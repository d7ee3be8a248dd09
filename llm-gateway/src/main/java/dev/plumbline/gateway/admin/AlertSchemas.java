package dev.plumbline.gateway.admin;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.alert.AlertEvent;
import java.util.Map;

/** The schemas of alerts and what belongs to them. */
final class AlertSchemas {
  private AlertSchemas() {}

  /** By their names among the components. */
  static void add(Map<String, Schema> all) {
    all.put("Alert", alert());
    all.put("Channel", channel());
    all.put("Silence", silence());
    all.put("AlertState", state());
    all.put("AlertEvent", event());
    all.put(
        "AlertTest",
        Schema.object("What became of a test message.")
            .needs("channel", Schema.text("Its id."))
            .needs("taken", Schema.flag(""))
            .needs("trouble", Schema.text("Null when it was taken.").orNull()));
  }

  private static Schema alert() {
    Schema quiet =
        Schema.object("A time of each day in which messages wait.")
            .needs("from", Schema.text("Such as 22:00."))
            .needs("to", Schema.text("Such as 07:00."))
            .may("critical_too", Schema.flag("Whether critical alerts wait too."));
    return Schema.object("What operators want to be told of.")
        .needs("id", Schema.text(""))
        .may("name", Schema.text("For people."))
        .needs("kind", Schema.choice("", Alert.Kind.values()))
        .may("scope", Schema.ref("Scope"))
        .may("budget", Schema.text("The one budget that a threshold or forecast is about."))
        .may(
            "threshold",
            Schema.amount(
                "US dollars for spend and forecast; percent for budget_threshold, anomaly and"
                    + " error_rate; days for key_expiry. Null for the usual one."))
        .may("zone", Schema.text("Whose days, hours and times of day count; UTC when left out."))
        .may("severity", Schema.choice("", Alert.Severity.values()))
        .may("channels", Schema.list("Their ids; empty for all enabled.", Schema.text("")))
        .may("cool_down", Schema.duration("Between messages about one value; an hour usually."))
        .may("quiet", quiet)
        .may("at", Schema.text("When a report is sent; 08:00 when left out."))
        .may("recovery", Schema.flag("Whether the end is told too."))
        .may("enabled", Schema.flag(""))
        .may("version", version());
  }

  private static Schema channel() {
    Schema mail =
        Schema.object("How e-mail is sent.")
            .needs("host", Schema.text(""))
            .may("port", Schema.whole("587, or 465 for tls, when left out."))
            .may("tls", Schema.choice("", Channel.Tls.values()))
            .may("user", Schema.text("Who logs in with the secret."))
            .needs("from", Schema.text(""))
            .needs("to", Schema.list("", Schema.text("")));
    return Schema.object("Where alerts are sent.")
        .needs("id", Schema.text(""))
        .may("name", Schema.text("For people."))
        .needs("kind", Schema.choice("", Channel.Kind.values()))
        .may(
            "secret_from",
            Schema.text(
                "env:NAME or file:PATH, where its secret is: a Slack webhook's address, a mail"
                    + " password, a signing key, a bearer token; never the secret."))
        .may(
            "url",
            Schema.text(
                "Of a webhook or an Alertmanager; shown without its path, and kept when left"
                    + " out."))
        .may("mail", mail)
        .may("enabled", Schema.flag(""))
        .may("version", version());
  }

  private static Schema silence() {
    return Schema.object("Keeps alerts from being sent for a while; they are still noted.")
        .needs("id", Schema.text(""))
        .may("alert", Schema.text("The one it is about; null for any."))
        .may("scope", Schema.ref("Scope"))
        .needs("from", Schema.time(""))
        .needs("until", Schema.time(""))
        .needs("reason", Schema.text(""))
        .may("by", Schema.text("Who wants it; the caller when left out."))
        .may("version", version());
  }

  private static Schema state() {
    return Schema.object("How an alert stands for one value.")
        .needs("alert", Schema.text("Its id."))
        .needs("level", Schema.text("Of the value.").orNull())
        .needs("value", Schema.text(""))
        .needs("firing", Schema.flag(""))
        .needs("told", Schema.flag("Whether nothing is still to be told."))
        .needs("held", Schema.flag("Whether quiet hours keep it."))
        .needs("since", Schema.time(""))
        .needs("until", Schema.time("The end of the time it is about.").orNull())
        .needs("ended", Schema.time("").orNull())
        .needs("last_told", Schema.time("").orNull())
        .needs("text", Schema.text(""))
        .needs("figures", Schema.texts("The text for programs."));
  }

  private static Schema event() {
    return Schema.object("Something that happened to an alert.")
        .needs("number", Schema.whole("One more with each."))
        .needs("time", Schema.time(""))
        .needs("what", Schema.choice("", AlertEvent.What.values()))
        .needs("alert", Schema.text("Its id."))
        .needs("value", Schema.text("Null for a message.").orNull())
        .needs("channel", Schema.text("").orNull())
        .needs("delivery", Schema.text("The id that the receiver sees.").orNull())
        .needs("text", Schema.text(""));
  }

  private static Schema version() {
    return Schema.whole("1 when new, one more with each change.");
  }
}
