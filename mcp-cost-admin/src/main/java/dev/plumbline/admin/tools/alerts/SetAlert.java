package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Entry;
import dev.plumbline.control.rules.EntryRules;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds or changes an alert. */
public final class SetAlert implements Change<SetAlert.Input, SetAlert.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "set_alert",
          "Set alert",
          "Adds or changes an alert or report. What is left out stays; none, or 0, takes it away.",
          Toolsets.ALERTS,
          Effect.WRITE,
          Input.class,
          Output.class);

  private final Control control;

  public SetAlert(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    AlertDesk desk = AlertDesk.of(control);
    AlertInput reading = new AlertInput(control, desk, input);
    Optional<Alert> before = AlertDesk.find(desk.alerting().alerts(), input.alert);
    Alert wanted = before.map(reading::changed).orElseGet(reading::added);
    List<Channel> channels = desk.alerting().channels();
    check(desk, wanted, channels);
    List<String> steps = before.map(old -> EntrySteps.of(old, wanted)).orElse(List.of());
    if (before.isPresent() && steps.isEmpty()) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(wanted.id(), false),
              "**Nothing changed**: the alert `%s` is like that already.".formatted(wanted.id())));
    }
    String what = AlertWords.watched(wanted) + "; " + AlertWords.told(wanted);
    String preview =
        before.isEmpty()
            ? "This adds the alert `%s`: %s.".formatted(wanted.id(), what)
            : "This changes the alert `%s`:\n%s\n\nIt is then: %s."
                .formatted(wanted.id(), EntrySteps.list(steps), what);
    return new Plan.Proposed<>(
        Text.paragraphs(preview, warning(wanted, channels, call), Untrusted.LEGEND),
        () -> apply(desk, before, wanted, channels, call));
  }

  private static void check(AlertDesk desk, Alert wanted, List<Channel> channels) {
    List<Entry> known = new ArrayList<>(channels);
    if (wanted.budget() != null) {
      known.addAll(desk.backend().budgets());
    }
    EntryRules.check(ControlState.of(0, known), wanted);
  }

  private static String warning(Alert alert, List<Channel> channels, Call call) {
    if (!alert.enabled() || !AlertWords.channels(alert, channels).isEmpty()) {
      return "";
    }
    return alert.channels().isEmpty()
        ? AlertTable.nobody(call)
        : "**None of its channels is enabled, so nobody is told.**";
  }

  private static Answer<Output> apply(
      AlertDesk desk, Optional<Alert> before, Alert wanted, List<Channel> channels, Call call) {
    Alert kept = desk.alerting().put(wanted);
    String undo =
        before
            .map(old -> AlertUndo.of(old, kept))
            .orElseGet(() ->
                call.offers("remove_alert")
                    ? "Undo: `remove_alert(alert=\"%s\")`.".formatted(kept.id())
                    : "Undo: `set_alert(alert=\"%s\", enabled=false)`.".formatted(kept.id()));
    return Answer.of(
        new Output(kept.id(), true),
        Text.paragraphs(
            "**Set** the alert `%s`: %s; %s."
                .formatted(kept.id(), AlertWords.watched(kept), AlertWords.told(kept)),
            warning(kept, channels, call),
            undo,
            new FollowUps(call)
                .call("test_alert", "alert", kept.id())
                .call("list_alerts")
                .toString(),
            Untrusted.LEGEND));
  }

  /** The arguments. */
  public record Input(
      @Param("its id; a new id adds one") String alert,
      @Nullable
          @Param(
              "of a new one: daily_spend, hourly_spend, budget_threshold, forecast_exceeds,"
                  + " anomaly, key_expiry, unknown_price, error_rate, provider_down, report_daily"
                  + " or report_weekly")
          String kind,
      @Nullable @Param("whose spend: organisation, department … as in set_budget") String level,
      @Nullable @Param("left out: each") String value,
      @Nullable @Param("only this one") String budget,
      @Nullable @Param("dollars, percent or days, by kind") BigDecimal threshold,
      @Nullable @Param("ids; empty: all") List<String> channels,
      @Nullable @Param("info, warning, critical") String severity,
      @Nullable @Param("before the same again, such as 1h") String coolDown,
      @Nullable @Param("such as 22:00-07:00") String quiet,
      @Nullable @Param("of reports, such as 08:00") String at,
      @Nullable @Param("tell the end too") Boolean recovery,
      @Nullable @Param("false: off") Boolean enabled,
      @Nullable @Param("time zone") String zone) {}

  /** The answer. */
  @Brief
  public record Output(String alert, boolean changed) {}
}
