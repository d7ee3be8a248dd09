package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.mcp.access.Role;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds or changes a channel of alerts. */
public final class SetAlertChannel
    implements Change<SetAlertChannel.Input, SetAlertChannel.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "set_alert_channel",
          "Set alert channel",
          "Adds or changes where alerts are sent. What is left out stays; none takes it away.",
          Toolsets.ALERTING,
          Effect.WRITE,
          true,
          false,
          Role.ADMIN,
          Input.class,
          Output.class);

  private final Control control;

  public SetAlertChannel(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    AlertDesk desk = AlertDesk.of(control);
    ChannelInput reading = new ChannelInput(input);
    Optional<Channel> before = AlertDesk.find(desk.alerting().channels(), input.channel);
    Channel wanted = before.map(reading::changed).orElseGet(reading::added);
    List<String> steps = before.map(old -> steps(reading, old, wanted)).orElse(List.of());
    if (before.isPresent() && steps.isEmpty()) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(wanted.id(), false),
              "**Nothing changed**: the channel `%s` is like that already."
                  .formatted(wanted.id())));
    }
    String preview =
        before.isEmpty()
            ? "This adds the channel `%s`: %s.".formatted(wanted.id(), words(wanted))
            : "This changes the channel `%s`:\n%s\n\nIt is then: %s."
                .formatted(wanted.id(), EntrySteps.list(steps), words(wanted));
    return new Plan.Proposed<>(
        Text.paragraphs(
            preview,
            before.isEmpty() ? "Alerts that name no channel are sent there too." : "",
            Untrusted.LEGEND),
        () -> apply(desk, before, wanted, call));
  }

  private static List<String> steps(ChannelInput reading, Channel old, Channel wanted) {
    List<String> steps = new ArrayList<>(EntrySteps.of(old, wanted));
    if (reading.movesFrom(old) && steps.stream().noneMatch(step -> step.startsWith("url: "))) {
      steps.add("url: the one that is given, at the same host; neither is shown");
    }
    return steps;
  }

  private static String words(Channel channel) {
    return "%s to %s, %s%s"
        .formatted(
            AlertWords.kind(channel),
            Untrusted.of(AlertWords.place(channel)).inline(240),
            channel.secretFrom() == null
                ? "without a secret"
                : "with the secret in " + Untrusted.of(channel.secretFrom()).inline(160),
            channel.enabled() ? "" : ", **off**");
  }

  private static Answer<Output> apply(
      AlertDesk desk, Optional<Channel> before, Channel wanted, Call call) {
    Channel kept = desk.alerting().put(wanted);
    String undo =
        before
            .map(old ->
                AlertUndo.of(old, kept, wanted.url() != null && !wanted.url().equals(old.url())))
            .orElse("Undo: `remove_alert_channel(channel=\"%s\")`.".formatted(kept.id()));
    FollowUps next = new FollowUps(call);
    desk.alerting().alerts().stream()
        .filter(Alert::enabled)
        .filter(alert -> AlertWords.channels(alert, List.of(kept)).contains(kept))
        .findFirst()
        .ifPresent(alert -> next.call("test_alert", "alert", alert.id()));
    return Answer.of(
        new Output(kept.id(), true),
        Text.paragraphs(
            "**Set** the channel `%s`: %s.".formatted(kept.id(), words(kept)),
            undo,
            next.toString(),
            Untrusted.LEGEND));
  }

  /** The arguments. */
  public record Input(
      @Param("its id; a new id adds one") String channel,
      @Nullable @Param("of a new one: slack, email, webhook or alertmanager") String kind,
      @Nullable
          @Param(
              "env:NAME or file:PATH at the gateway, where the Slack address, mail password,"
                  + " signing key or bearer token is; never the secret itself")
          String secretFrom,
      @Nullable @Param("of a webhook or Alertmanager; not shown again") String webhookUrl,
      @Nullable @Param("mail server") String host,
      @Nullable @Param(value = "of it", min = 1, max = 65_535) Integer port,
      @Nullable @Param("starttls (default), tls or none") String tls,
      @Nullable @Param("who logs in there") String user,
      @Nullable @Param("sender") String from,
      @Nullable @Param("readers") List<String> to,
      @Nullable @Param("false: off") Boolean enabled) {}

  /** The answer. */
  @Brief
  public record Output(String channel, boolean changed) {}
}
