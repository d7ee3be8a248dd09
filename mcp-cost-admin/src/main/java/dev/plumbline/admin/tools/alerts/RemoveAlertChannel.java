package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.kernel.Failure;
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
import java.util.List;

/** Removes a channel of alerts. */
public final class RemoveAlertChannel
    implements Change<RemoveAlertChannel.Input, RemoveAlertChannel.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "remove_alert_channel",
          "Remove alert channel",
          "Removes a channel for good; set_alert_channel with enabled=false only switches it off.",
          Toolsets.ALERTING,
          Effect.DESTRUCTIVE,
          Input.class,
          Output.class);

  private final Control control;

  public RemoveAlertChannel(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    AlertDesk desk = AlertDesk.of(control);
    Channel channel = desk.channel(input.channel);
    List<String> users =
        desk.alerting().alerts().stream()
            .filter(alert -> alert.channels().contains(channel.id()))
            .map(Alert::id)
            .toList();
    if (!users.isEmpty()) {
      throw new Failure.InvalidInput(
          "The channel %s is used by the alerts %s."
              .formatted(channel.id(), String.join(", ", users)),
          "Give them other channels with set_alert first.");
    }
    boolean last =
        desk.alerting().channels().stream()
            .filter(Channel::enabled)
            .allMatch(one -> one.id().equals(channel.id()));
    String what =
        "%s to %s"
            .formatted(
                AlertWords.kind(channel), Untrusted.of(AlertWords.place(channel)).inline(240));
    return new Plan.Proposed<>(
        Text.paragraphs(
            "This removes the channel `%s` (%s). Messages that wait for it are dropped, and its id is never used again."
                .formatted(channel.id(), what),
            last ? "**No channel is left then, so nobody is told of anything.**" : "",
            Untrusted.LEGEND),
        () -> {
          desk.alerting().remove(channel);
          return Answer.of(
              new Output(channel.id()),
              Text.paragraphs(
                  "**Removed** the channel `%s`.".formatted(channel.id()),
                  "Undo: set_alert_channel under a new id: %s, with the secret in %s."
                      .formatted(
                          what,
                          channel.secretFrom() == null
                              ? "no place"
                              : Untrusted.of(channel.secretFrom()).inline(160)),
                  new FollowUps(call).call("list_alerts").toString(),
                  Untrusted.LEGEND));
        });
  }

  /** The arguments. */
  public record Input(@Param("its id") String channel) {}

  /** The answer. */
  @Brief
  public record Output(String channel) {}
}
