package dev.plumbline.gateway.admin;

import dev.plumbline.control.Alert;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.gateway.alert.AlertDesk;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.usage.remote.WireJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What alerts found and told, and whether their channels work. */
final class AlertOperations {
  private AlertOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.of(
            "test_alert",
            "POST",
            "alerts/{id}/test",
            Role.OPERATOR,
            "Sends a test message through the channels of an alert, at once.",
            AnswerSchemas.whole("AlertTest"),
            AlertOperations::test),
        Operation.of(
            "list_alert_states",
            "GET",
            "alert-states",
            Role.READER,
            "Lists what fires now or is still to be told, the newest first.",
            AnswerSchemas.whole("AlertState"),
            AlertOperations::states),
        Operation.of(
                "list_alert_history",
                "GET",
                "alert-history",
                Role.READER,
                "Lists what alerts found and what became of their messages, the newest first.",
                AnswerSchemas.whole("AlertEvent"),
                AlertOperations::history)
            .with(new Parameter("limit", Schema.whole("100 when left out.", 1, 1000))));
  }

  private static Answer test(AdminCall call) {
    ControlState state = call.state();
    Entry entry = Changes.find(state, EntryKind.ALERT, call.id());
    if (!(entry instanceof Alert alert)) {
      throw new IllegalStateException("an alert that is none");
    }
    return Lists.whole(call.parts().alerts().test(alert, state), AlertOperations::json);
  }

  private static JsonNode json(AlertDesk.Tried tried) {
    return WireJson.object()
        .put("channel", tried.channel())
        .put("taken", tried.trouble() == null)
        .put("trouble", tried.trouble());
  }

  private static Answer states(AdminCall call) {
    List<AlertState> states =
        call.parts().alerts().states().stream()
            .sorted(Comparator.comparing(AlertState::since).reversed())
            .toList();
    return Lists.whole(states, AlertOperations::json);
  }

  private static JsonNode json(AlertState state) {
    ObjectNode json =
        WireJson.object()
            .put("alert", state.key().alert())
            .put("level", state.level())
            .put("value", state.key().value())
            .put("firing", state.firing())
            .put("told", state.owes() == AlertState.Owes.NOTHING)
            .put("held", state.held())
            .put("since", text(state.since()))
            .put("until", text(state.until()))
            .put("ended", text(state.ended()))
            .put("last_told", text(state.told()))
            .put("text", state.text());
    return json.set("figures", EntryJson.parse(state.figures()));
  }

  private static Answer history(AdminCall call) {
    int limit = call.number("limit", 100, 1, 1000);
    return Lists.whole(call.parts().alerts().history(limit), AlertOperations::json);
  }

  private static JsonNode json(AlertEvent event) {
    return WireJson.object()
        .put("number", event.number())
        .put("time", event.time().toString())
        .put("what", event.what().name().toLowerCase(Locale.ROOT))
        .put("alert", event.alert())
        .put("value", event.value())
        .put("channel", event.channel())
        .put("delivery", event.delivery())
        .put("text", event.text());
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
