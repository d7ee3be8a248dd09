package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Alerting.Tried;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.text.Table;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends a test message through the channels of an alert. */
public final class TestAlert implements Change<TestAlert.Input, TestAlert.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "test_alert",
          "Test alert",
          "Sends a test message through an alert's channels, and says which took it.",
          Toolsets.ALERTING,
          Effect.WRITE,
          false,
          true,
          Role.OPERATOR,
          Input.class,
          Output.class);

  private final Control control;

  public TestAlert(Control control) {
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
    List<Channel> channels = AlertWords.channels(alert, desk.alerting().channels());
    if (channels.isEmpty()) {
      throw new Failure.InvalidInput(
          "The alert %s has no channel that is enabled.".formatted(alert.id()),
          "Add or enable one with set_alert_channel of the toolset alerting.");
    }
    String through =
        channels.stream()
            .map(one ->
                "`%s` (%s)".formatted(one.id(), Untrusted.of(AlertWords.place(one)).inline(160)))
            .collect(Collectors.joining(", "));
    return new Plan.Proposed<>(
        Text.paragraphs(
            "This sends a test message of the alert `%s` to people, through %s."
                .formatted(alert.id(), through),
            Untrusted.LEGEND),
        () -> answer(alert, desk.alerting().test(alert), call));
  }

  private static Answer<Output> answer(Alert alert, List<Tried> tries, Call call) {
    Table table = new Table("Channel", "Outcome");
    for (Tried tried : tries) {
      String trouble = tried.trouble();
      table.row(
          "`" + tried.channel() + "`",
          trouble == null ? "taken" : "**not taken**: " + Untrusted.of(trouble).inline(300));
    }
    long taken = tries.stream().filter(tried -> tried.trouble() == null).count();
    FollowUps next = new FollowUps(call);
    tries.stream()
        .filter(tried -> tried.trouble() != null)
        .forEach(tried -> next.call("set_alert_channel", "channel", tried.channel()));
    return Answer.of(
        new Output(alert.id(), tries.stream().map(Row::of).toList()),
        Text.paragraphs(
            "**%d of %s** took the test message of `%s`."
                .formatted(taken, Text.count(tries.size(), "channel"), alert.id()),
            table.toString(),
            "A sent message cannot be taken back.",
            next.toString(),
            Untrusted.LEGEND));
  }

  /** The arguments. */
  public record Input(@Param("its id") String alert) {}

  /** The answer. */
  public record Output(String alert, List<Row> channels) {}

  /**
   * What became of the message in one channel.
   *
   * @param trouble why it was not taken; null when it was
   */
  @Brief
  public record Row(String channel, boolean taken, @Nullable Untrusted trouble) {
    static Row of(Tried tried) {
      String trouble = tried.trouble();
      return new Row(
          tried.channel(), trouble == null, trouble == null ? null : Untrusted.of(trouble));
    }
  }
}
