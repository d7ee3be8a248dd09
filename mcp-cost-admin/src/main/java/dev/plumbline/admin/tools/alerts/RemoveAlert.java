package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.control.Alert;
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

/** Removes an alert. */
public final class RemoveAlert implements Change<RemoveAlert.Input, RemoveAlert.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "remove_alert",
          "Remove alert",
          "Removes an alert for good; set_alert with enabled=false only switches it off.",
          Toolsets.ALERTING,
          Effect.DESTRUCTIVE,
          Input.class,
          Output.class);

  private final Control control;

  public RemoveAlert(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    AlertDesk desk = AlertDesk.of(control);
    Alert alert = desk.alert(input.alert);
    String what = AlertWords.watched(alert) + "; " + AlertWords.told(alert);
    return new Plan.Proposed<>(
        Text.paragraphs(
            "This removes the alert `%s` (%s). Nobody is told of that any more, and its id is never used again."
                .formatted(alert.id(), what),
            Untrusted.LEGEND),
        () -> {
          desk.alerting().remove(alert);
          return Answer.of(
              new Output(alert.id()),
              Text.paragraphs(
                  "**Removed** the alert `%s`.".formatted(alert.id()),
                  "Undo: set_alert of the kind %s under a new id: %s."
                      .formatted(AlertWords.kind(alert), what),
                  new FollowUps(call).call("list_alerts").toString(),
                  Untrusted.LEGEND));
        });
  }

  /** The arguments. */
  public record Input(@Param("its id") String alert) {}

  /** The answer. */
  @Brief
  public record Output(String alert) {}
}
