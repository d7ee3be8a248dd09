package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.alert.AlertEvent.What;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what alerts found and what became of their messages. */
public final class GetAlertHistory
    implements Question<GetAlertHistory.Input, GetAlertHistory.Output> {
  /** As many as the gateway shows at once. */
  private static final int MOST = 1000;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_alert_history",
          "Get alert history",
          "What alerts fired and ended, and whether channels took the messages.",
          Toolsets.ALERTING,
          Input.class,
          Output.class);

  private final Control control;

  public GetAlertHistory(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    AlertDesk desk = AlertDesk.of(control);
    What what = Choices.constant("what", input.what, What.values());
    Instant from =
        input.since == null
            ? Instant.EPOCH
            : Choices.since("since", input.since, control.now(), control.zone(null));
    List<AlertEvent> all = desk.alerting().history(MOST);
    List<AlertEvent> rows =
        all.stream()
            .filter(event -> input.alert == null || event.alert().equals(input.alert.strip()))
            .filter(event -> what == null || event.what() == what)
            .filter(event -> !event.time().isBefore(from))
            .limit(input.limit)
            .toList();
    if (rows.isEmpty() && input.alert != null) {
      // A name that no alert has is told, not answered with nothing; a removed one has a history.
      boolean heard = all.stream().anyMatch(event -> event.alert().equals(input.alert.strip()));
      if (!heard) {
        desk.alert(input.alert);
      }
    }
    boolean cut = all.size() == MOST;
    return call.fit(rows.size(), shown -> answer(rows, shown, cut, call));
  }

  private static Answer<Output> answer(List<AlertEvent> rows, int shown, boolean cut, Call call) {
    Table table = new Table("When", "What", "Alert", "Channel", "About");
    for (AlertEvent event : rows.subList(0, shown)) {
      table.row(
          event.time(),
          lower(event.what()),
          "`" + event.alert() + "`",
          event.channel() == null ? "–" : "`" + event.channel() + "`",
          about(event));
    }
    long failed = rows.stream().filter(event -> event.what() == What.FAILED).count();
    return Answer.of(
        new Output(rows.subList(0, shown).stream().map(Row::of).toList()),
        Text.paragraphs(
            rows.isEmpty()
                ? "**Nothing** happened that matches."
                : "**%s**, the newest first.".formatted(Text.count(rows.size(), "event")),
            failed == 0 ? "" : "**%s given up.**".formatted(Text.count(failed, "message")),
            table.isEmpty() ? "" : table.toString(),
            shown < rows.size()
                ? "%d of %d shown; filter by alert, what or since.".formatted(shown, rows.size())
                : "",
            cut ? "Only the newest %d events were looked at.".formatted(MOST) : "",
            new FollowUps(call).call("list_alerts").toString(),
            Untrusted.LEGEND));
  }

  private static String about(AlertEvent event) {
    String text = event.text().isBlank() ? "" : Untrusted.of(event.text()).inline(240);
    String value = event.value() == null ? "" : Untrusted.of(event.value()).inline(80);
    return value.isEmpty() || event.text().contains(String.valueOf(event.value()))
        ? text.isEmpty() ? "–" : text
        : (value + " " + text).strip();
  }

  private static String lower(What what) {
    return what.name().toLowerCase(Locale.ROOT);
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("its id") String alert,
      @Nullable @Param("fired, ended, announced, delivered, delayed or failed") String what,
      @Nullable @Param("24h, 7d or 2026-11-01") String since,
      @Param(value = "rows", defaultValue = "50", min = 1, max = 1000) int limit) {}

  /** The answer, newest first. */
  public record Output(List<Row> events) {}

  /**
   * One event.
   *
   * @param value null for a message of several
   * @param channel null for no message
   * @param delivery the id that the receiver sees; null for no message
   */
  @Brief
  public record Row(
      Instant time,
      String what,
      String alert,
      @Nullable Untrusted value,
      @Nullable String channel,
      @Nullable String delivery,
      Untrusted text) {
    static Row of(AlertEvent event) {
      return new Row(
          event.time(),
          lower(event.what()),
          event.alert(),
          event.value() == null ? null : Untrusted.of(event.value()),
          event.channel(),
          event.delivery(),
          Untrusted.of(event.text()));
    }
  }
}
