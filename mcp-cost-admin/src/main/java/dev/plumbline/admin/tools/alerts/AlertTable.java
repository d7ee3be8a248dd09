package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.backend.Alerting.Standing;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Silence;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What list_alerts shows.
 *
 * @param silences those that are not over
 */
record AlertTable(
    List<Alert> alerts,
    List<Channel> channels,
    List<Silence> silences,
    List<Standing> firing,
    Instant now) {
  /** How many lines it has. */
  int rows() {
    return alerts.size() + channels.size() + silences.size() + firing.size();
  }

  /** The first lines of it; what fires gives way first. */
  AlertTable cut(int rows) {
    int left = rows;
    List<Alert> first = alerts.subList(0, Math.min(left, alerts.size()));
    left -= first.size();
    List<Channel> second = channels.subList(0, Math.min(left, channels.size()));
    left -= second.size();
    List<Silence> third = silences.subList(0, Math.min(left, silences.size()));
    left -= third.size();
    return new AlertTable(
        first, second, third, firing.subList(0, Math.min(left, firing.size())), now);
  }

  /** It in words; the totals are those of the whole. */
  String text(AlertTable whole, Call call) {
    return Text.paragraphs(
        "**%s**; %s now; %s."
            .formatted(
                Text.count(whole.alerts.size(), "alert"),
                whole.firing.isEmpty()
                    ? "nothing fires"
                    : Text.count(whole.firing.size(), "value") + " firing",
                Text.count(whole.channels.size(), "channel")),
        whole.channels.stream().noneMatch(Channel::enabled) ? nobody(call) : "",
        alertTable(whole),
        heading("Fires now", firingTable()),
        heading("Channels", channelTable()),
        heading("Silences", silenceTable()),
        new FollowUps(call)
            .call("set_alert")
            .call("get_alert_history")
            .call("set_alert_channel")
            .toString());
  }

  /** What to do where no channel is enabled. */
  static String nobody(Call call) {
    return "**No channel is enabled, so nobody is told.** "
        + (call.offers("set_alert_channel")
            ? "set_alert_channel adds one."
            : "set_alert_channel of the toolset alerting adds one, for the role admin.");
  }

  private String alertTable(AlertTable whole) {
    Table table = new Table("Alert", "Fires when", "Told", "Now");
    for (Alert alert : alerts) {
      long values = whole.firing.stream().filter(one -> one.alert().equals(alert.id())).count();
      table.row(
          "`%s`%s"
              .formatted(
                  alert.id(),
                  alert.name().equals(alert.id())
                      ? ""
                      : " " + Untrusted.of(alert.name()).inline(60)),
          AlertWords.watched(alert),
          AlertWords.told(alert),
          now(whole, alert, values));
    }
    return table.isEmpty() ? "" : table.toString();
  }

  private String now(AlertTable whole, Alert alert, long values) {
    boolean silent =
        whole.silences.stream()
            .filter(one -> one.scope() == null && !now.isBefore(one.from()))
            .anyMatch(one -> one.alert() == null || one.alert().equals(alert.id()));
    String fires = values == 0 ? "–" : "fires for " + Text.count(values, "value");
    return silent ? fires + ", silenced" : fires;
  }

  private Table firingTable() {
    Table table = new Table("Alert", "Since", "What");
    for (Standing one : firing) {
      String told = one.told() ? "" : one.held() ? " (waits for quiet hours)" : " (not told yet)";
      table.row("`" + one.alert() + "`" + told, one.since(), Untrusted.of(one.text()).inline(240));
    }
    return table;
  }

  private Table channelTable() {
    Table table = new Table("Channel", "Medium", "To", "Secret at");
    for (Channel channel : channels) {
      table.row(
          "`" + channel.id() + "`" + (channel.enabled() ? "" : " (off)"),
          channel.kind().name().toLowerCase(Locale.ROOT),
          Untrusted.of(AlertWords.place(channel)).inline(240),
          channel.secretFrom() == null ? "–" : Untrusted.of(channel.secretFrom()).inline(160));
    }
    return table;
  }

  private Table silenceTable() {
    Table table = new Table("Silenced", "Until", "Why", "By");
    for (Silence silence : silences) {
      table.row(
          AlertWords.silenced(silence),
          silence.until(),
          Untrusted.of(silence.reason()).inline(200),
          Untrusted.of(silence.by()).inline(60));
    }
    return table;
  }

  private static String heading(String title, Table table) {
    return table.isEmpty() ? "" : "**" + title + "**\n\n" + table;
  }
}
