package dev.plumbline.admin.features;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Alerting;
import dev.plumbline.admin.backend.Alerting.Standing;
import dev.plumbline.admin.tools.alerts.AlertWords;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Entry;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.feature.ResourceTemplate;
import dev.plumbline.mcp.feature.TextTemplate;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Map;

/** Alerts and their channels as resources. */
record AlertPages(Control control, Suggestions suggestions) {
  private static final String MARKDOWN = "text/markdown";

  List<ResourceTemplate> all() {
    return List.of(
        new TextTemplate(
            "alert://{alert}",
            "an alert",
            "When an alert fires, who is told, and what it fires for now.",
            MARKDOWN,
            Map.of("alert", suggestions.alerts()),
            variables -> alert(variables.getOrDefault("alert", ""))),
        new TextTemplate(
            "alert-channel://{channel}",
            "a channel of alerts",
            "Where a channel sends and where its secret is; never the secret.",
            MARKDOWN,
            Map.of("channel", suggestions.channels()),
            variables -> channel(variables.getOrDefault("channel", ""))));
  }

  private Alerting alerting() {
    return control.able(Ability.ALERTS).alerting();
  }

  private String alert(String id) {
    Alerting alerting = alerting();
    Alert alert = find("alert", id, alerting.alerts());
    Table table = new Table("Since", "What");
    for (Standing standing : alerting.standing()) {
      if (standing.alert().equals(alert.id()) && standing.firing()) {
        table.row(standing.since(), Untrusted.of(standing.text()).inline(240));
      }
    }
    return Text.paragraphs(
        "# Alert `%s`".formatted(alert.id()),
        Untrusted.of(alert.name()).inline(200),
        AlertWords.watched(alert) + "; " + AlertWords.told(alert) + ".",
        table.isEmpty() ? "It fires for nothing now." : table.toString(),
        Untrusted.LEGEND);
  }

  private String channel(String id) {
    Channel channel = find("channel", id, alerting().channels());
    return Text.paragraphs(
        "# Channel `%s`".formatted(channel.id()),
        Untrusted.of(channel.name()).inline(200),
        "%s to %s; secret in %s; %s."
            .formatted(
                AlertWords.kind(channel),
                Untrusted.of(AlertWords.place(channel)).inline(400),
                channel.secretFrom() == null
                    ? "no place"
                    : Untrusted.of(channel.secretFrom()).inline(200),
                channel.enabled() ? "on" : "off"),
        Untrusted.LEGEND);
  }

  private static <E extends Entry> E find(String what, String id, List<E> all) {
    return all.stream()
        .filter(one -> one.id().equals(id.strip()))
        .findFirst()
        .orElseThrow(() ->
            new Failure.NotFound(
                "There is no %s %s.".formatted(what, Untrusted.of(id).inline(80)),
                "list_alerts shows them."));
  }
}
