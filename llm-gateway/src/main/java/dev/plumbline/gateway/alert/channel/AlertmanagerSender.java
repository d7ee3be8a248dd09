package dev.plumbline.gateway.alert.channel;

import dev.plumbline.control.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Posts the values of an alert to Alertmanager's API v2, each as an alert of its own. */
final class AlertmanagerSender implements Sender {
  private static final Duration LONGEST = Duration.ofDays(7);

  private final Receivers receivers;

  AlertmanagerSender(Receivers receivers) {
    this.receivers = receivers;
  }

  @Override
  public void send(Channel channel, Notice notice, String delivery, String secret) throws NotSent {
    String base = Objects.requireNonNull(channel.url()).replaceAll("/+$", "");
    String url = base.endsWith("/api/v2/alerts") ? base : base + "/api/v2/alerts";
    byte[] body = alerts(notice, delivery).toString().getBytes(StandardCharsets.UTF_8);
    receivers.post(
        url,
        secret.isEmpty()
            ? Map.of("x-plumbline-delivery", delivery)
            : Map.of("x-plumbline-delivery", delivery, "authorization", "Bearer " + secret),
        body);
  }

  private static ArrayNode alerts(Notice notice, String delivery) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Notice.Item item : notice.items()) {
      alert(all.addObject(), notice, item, delivery);
    }
    if (notice.items().isEmpty()) {
      Notice.Item whole =
          new Notice.Item(
              notice.id(),
              notice.status().name().toLowerCase(Locale.ROOT),
              null,
              true,
              notice.time(),
              notice.time().plus(Duration.ofHours(1)),
              null,
              String.join("\n", notice.lines()),
              new TreeMap<>());
      alert(all.addObject(), notice, whole, delivery);
    }
    return all;
  }

  private static void alert(ObjectNode json, Notice notice, Notice.Item item, String delivery) {
    ObjectNode labels = json.putObject("labels");
    labels
        .put("alertname", notice.name())
        .put("alert", notice.alert())
        .put("kind", notice.kind())
        .put("severity", notice.severity().name().toLowerCase(Locale.ROOT))
        .put("value", item.value())
        .put("firing", item.id());
    if (item.level() != null) {
      labels.put("level", item.level());
    }
    json.putObject("annotations")
        .put("summary", notice.title())
        .put("description", item.text())
        .put("delivery", delivery);
    json.put("startsAt", item.since().toString());
    json.put("endsAt", end(notice, item).toString());
  }

  /** Alertmanager forgets an alert after minutes unless its end is told. */
  private static Instant end(Notice notice, Notice.Item item) {
    if (!item.firing()) {
      return item.ended() == null ? notice.time() : item.ended();
    }
    return item.until() == null ? item.since().plus(LONGEST) : item.until();
  }
}
