package dev.plumbline.admin.backend.gateway;

import dev.plumbline.admin.backend.Alerting;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.Silence;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.remote.GatewayClient;
import dev.plumbline.usage.remote.WireJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The alerts of a running gateway, through its admin API. */
final class GatewayAlerts implements Alerting {
  private final GatewayClient client;
  private final GatewayEntries entries;

  GatewayAlerts(GatewayClient client, GatewayEntries entries) {
    this.client = client;
    this.entries = entries;
  }

  @Override
  public List<Alert> alerts() {
    return entries.list(EntryKind.ALERT, Alert.class);
  }

  @Override
  public Alert put(Alert alert) {
    return entries.put(alert, Alert.class);
  }

  @Override
  public void remove(Alert alert) {
    entries.remove(alert);
  }

  @Override
  public List<Channel> channels() {
    return entries.list(EntryKind.CHANNEL, Channel.class);
  }

  @Override
  public Channel put(Channel channel) {
    return entries.put(channel, Channel.class);
  }

  @Override
  public void remove(Channel channel) {
    entries.remove(channel);
  }

  @Override
  public List<Silence> silences() {
    return entries.list(EntryKind.SILENCE, Silence.class);
  }

  @Override
  public Silence put(Silence silence) {
    return entries.put(silence, Silence.class);
  }

  @Override
  public List<Tried> test(Alert alert) {
    JsonNode answer = entries.add("alerts/" + alert.id() + "/test", WireJson.object());
    return items(
        answer, item -> new Tried(item.path("channel").asString(""), text(item, "trouble")));
  }

  @Override
  public List<Standing> standing() {
    return items(
        client.get("alert-states"),
        item ->
            new Standing(
                item.path("alert").asString(""),
                text(item, "level"),
                item.path("value").asString(""),
                item.path("firing").asBoolean(false),
                item.path("told").asBoolean(false),
                item.path("held").asBoolean(false),
                Instant.parse(item.path("since").asString("")),
                time(item, "until"),
                item.path("text").asString("")));
  }

  @Override
  public List<AlertEvent> history(int limit) {
    return items(
        client.get("alert-history?limit=" + limit),
        item ->
            new AlertEvent(
                item.path("number").asLong(0),
                Instant.parse(item.path("time").asString("")),
                AlertEvent.What.valueOf(item.path("what").asString("").toUpperCase(Locale.ROOT)),
                item.path("alert").asString(""),
                text(item, "value"),
                text(item, "channel"),
                text(item, "delivery"),
                item.path("text").asString("")));
  }

  private static <T> List<T> items(JsonNode answer, Function<JsonNode, T> reader) {
    List<T> all = new ArrayList<>();
    try {
      for (JsonNode item : answer.path("items")) {
        all.add(reader.apply(item));
      }
    } catch (DateTimeException | IllegalArgumentException odd) {
      throw new Failure.Upstream(
          "The gateway answers in a way that is not understood: " + odd.getMessage(),
          "Run the same version of both programs.",
          odd);
    }
    return List.copyOf(all);
  }

  private static @Nullable Instant time(JsonNode json, String field) {
    String text = text(json, field);
    return text == null ? null : Instant.parse(text);
  }

  private static @Nullable String text(JsonNode json, String field) {
    return json.path(field).isString() ? json.path(field).asString() : null;
  }
}
