package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Alerting.Standing;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Silence;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists alerts with what fires, channels and silences. */
public final class ListAlerts implements Question<ListAlerts.Input, ListAlerts.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_alerts",
          "List alerts",
          "What people are told of, what fires now, the channels and the silences.",
          Toolsets.ALERTS,
          Input.class,
          Output.class);

  private final Control control;

  public ListAlerts(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    AlertDesk desk = AlertDesk.of(control);
    Instant now = control.now();
    List<Standing> firing = desk.alerting().standing().stream().filter(Standing::firing).toList();
    List<Alert> alerts =
        desk.alerting().alerts().stream()
            .filter(alert ->
                !input.firing || firing.stream().anyMatch(one -> one.alert().equals(alert.id())))
            .toList();
    List<Silence> silences =
        desk.alerting().silences().stream().filter(one -> now.isBefore(one.until())).toList();
    AlertTable whole = new AlertTable(alerts, desk.alerting().channels(), silences, firing, now);
    return call.fit(whole.rows(), shown -> answer(whole.cut(shown), whole, call));
  }

  private static Answer<Output> answer(AlertTable shown, AlertTable whole, Call call) {
    return Answer.of(
        new Output(
            shown.alerts().stream().map(Row::of).toList(),
            shown.firing().stream().map(Firing::of).toList(),
            shown.channels().stream().map(Way::of).toList(),
            shown.silences().stream().map(Quiet::of).toList()),
        Text.paragraphs(
            shown.text(whole, call),
            shown.rows() < whole.rows()
                ? "%d of %d lines shown.".formatted(shown.rows(), whole.rows())
                : "",
            Untrusted.LEGEND));
  }

  /** The arguments. */
  public record Input(
      @Param(value = "only those that fire", defaultValue = "false") boolean firing) {}

  /** The answer. */
  public record Output(
      List<Row> alerts, List<Firing> firing, List<Way> channels, List<Quiet> silences) {}

  /**
   * One alert.
   *
   * @param threshold in the unit of its kind; null where it has none
   * @param channels empty for all
   */
  @Brief
  public record Row(
      String id,
      Untrusted name,
      String kind,
      @Nullable String level,
      @Nullable Untrusted value,
      @Nullable String budget,
      @Nullable BigDecimal threshold,
      String severity,
      List<String> channels,
      boolean enabled) {
    static Row of(Alert alert) {
      return new Row(
          alert.id(),
          Untrusted.of(alert.name()),
          alert.kind().name().toLowerCase(Locale.ROOT),
          alert.scope() == null ? null : alert.scope().level().label(),
          alert.scope() == null ? null : Untrusted.of(alert.scope().value()),
          alert.budget(),
          alert.bound(),
          alert.severity().name().toLowerCase(Locale.ROOT),
          alert.channels(),
          alert.enabled());
    }
  }

  /** One value that an alert fires for. */
  @Brief
  public record Firing(
      String alert, @Nullable String level, Untrusted value, Instant since, Untrusted text) {
    static Firing of(Standing standing) {
      return new Firing(
          standing.alert(),
          standing.level(),
          Untrusted.of(standing.value()),
          standing.since(),
          Untrusted.of(standing.text()));
    }
  }

  /** One channel. */
  @Brief
  public record Way(
      String id, String kind, Untrusted where, @Nullable Untrusted secretFrom, boolean enabled) {
    static Way of(Channel channel) {
      return new Way(
          channel.id(),
          channel.kind().name().toLowerCase(Locale.ROOT),
          Untrusted.of(AlertWords.place(channel)),
          channel.secretFrom() == null ? null : Untrusted.of(channel.secretFrom()),
          channel.enabled());
    }
  }

  /** One silence that is not over. */
  @Brief
  public record Quiet(
      String id,
      @Nullable String alert,
      @Nullable String level,
      @Nullable Untrusted value,
      Instant until,
      Untrusted reason) {
    static Quiet of(Silence silence) {
      return new Quiet(
          silence.id(),
          silence.alert(),
          silence.scope() == null ? null : silence.scope().level().label(),
          silence.scope() == null ? null : Untrusted.of(silence.scope().value()),
          silence.until(),
          Untrusted.of(silence.reason()));
    }
  }
}
