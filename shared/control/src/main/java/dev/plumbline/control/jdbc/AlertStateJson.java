package dev.plumbline.control.jdbc;

import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.json.EntryJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The states of alerts as the documents that are kept. */
final class AlertStateJson {
  private AlertStateJson() {}

  static String write(AlertState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("alert", state.key().alert())
        .put("value", state.key().value())
        .put("span", state.key().span())
        .put("level", state.level())
        .put("firing", state.firing())
        .put("over", state.over())
        .put("owes", state.owes().name())
        .put("held", state.held())
        .put("since", state.since().toString())
        .put("until", text(state.until()))
        .put("ended", text(state.ended()))
        .put("told", text(state.told()))
        .put("by", state.by())
        .put("text", state.text())
        .put("figures", state.figures())
        .put("firings", state.firings());
    return json.toString();
  }

  static AlertState read(String body) {
    JsonNode json = EntryJson.parse(body);
    JsonNode level = json.path("level");
    return new AlertState(
        new AlertState.Key(
            json.path("alert").asString(),
            json.path("value").asString(),
            json.path("span").asString()),
        level.isNull() ? null : level.asString(),
        json.path("firing").asBoolean(),
        json.path("over").asBoolean(),
        AlertState.Owes.valueOf(json.path("owes").asString()),
        json.path("held").asBoolean(),
        Instant.parse(json.path("since").asString()),
        time(json.path("until")),
        time(json.path("ended")),
        time(json.path("told")),
        json.path("by").asString(),
        json.path("text").asString(),
        json.path("figures").asString(),
        json.path("firings").asLong());
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Instant time(JsonNode json) {
    return json.isNull() ? null : Instant.parse(json.asString());
  }
}
