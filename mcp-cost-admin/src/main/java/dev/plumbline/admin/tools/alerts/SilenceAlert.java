package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Silence;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps alerts from being sent for a while, or lets them through again. */
public final class SilenceAlert implements Change<SilenceAlert.Input, SilenceAlert.Output> {
  private static final int MOST_TRIES = 100;

  /** Ends that are as near as this are the same: a length of time counts from each call anew. */
  private static final Duration SAME = Duration.ofMinutes(1);

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("'silence-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "silence_alert",
          "Silence alert",
          "Keeps an alert, or all, from being sent for a while; or ends that.",
          Toolsets.ALERTS,
          Effect.WRITE,
          Input.class,
          Output.class);

  private final Control control;

  public SilenceAlert(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  /** What is to be silent. */
  private record About(@Nullable String alert, @Nullable Scope scope) {
    boolean same(Silence silence) {
      return Objects.equals(alert, silence.alert()) && Objects.equals(scope, silence.scope());
    }

    String words() {
      return AlertWords.silenced(alert, scope);
    }
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    AlertDesk desk = AlertDesk.of(control);
    About about =
        new About(
            input.alert == null ? null : desk.alert(input.alert).id(),
            desk.scope(Choices.constant("level", input.level, Level.values()), input.value));
    Instant now = control.now();
    Instant until = until(input, now);
    List<Silence> running =
        desk.alerting().silences().stream()
            .filter(one -> about.same(one) && now.isBefore(one.until()))
            .toList();
    return until.isAfter(now)
        ? begin(desk, about, running, until, input, call)
        : end(desk, about, running, call);
  }

  private Instant until(Input input, Instant now) {
    return Choices.end("until", input.until, now, control.zone(null));
  }

  private Plan<Output> begin(
      AlertDesk desk, About about, List<Silence> running, Instant until, Input input, Call call) {
    if (!running.isEmpty()) {
      Silence old = running.getLast();
      boolean sameReason = input.reason == null || input.reason.strip().equals(old.reason());
      if (sameReason && Duration.between(old.until(), until).abs().compareTo(SAME) <= 0) {
        return new Plan.Unchanged<>(
            Answer.of(
                new Output(List.of(old.id()), old.until()),
                Text.paragraphs(
                    "**Nothing changed**: %s is silenced until %s already."
                        .formatted(about.words(), old.until()),
                    Untrusted.LEGEND)));
      }
      return new Plan.Proposed<>(
          Text.paragraphs(
              "This silences %s %s; now it is until %s."
                  .formatted(about.words(), words(input), old.until()),
              Untrusted.LEGEND),
          () -> {
            String reason = input.reason == null ? old.reason() : input.reason.strip();
            Silence kept = desk.alerting().put(next(old, until(input, control.now()), reason));
            return begun(about, kept, old.until(), call);
          });
    }
    if (input.reason == null || input.reason.isBlank()) {
      throw new Failure.InvalidInput(
          "There is no reason for the silence.",
          "Give reason, for those who look why it is quiet.");
    }
    String reason = input.reason.strip();
    return new Plan.Proposed<>(
        Text.paragraphs(
            "This silences %s %s. It is still noted, and what fires at the end is told then."
                .formatted(about.words(), words(input)),
            Untrusted.LEGEND),
        () -> begun(about, add(desk, about, input, reason, call), null, call));
  }

  /** A time that is the same whenever it is asked for. */
  private String words(Input input) {
    return input.until.strip().matches("\\d{4}-.*")
        ? "until " + until(input, Instant.EPOCH)
        : "for " + Choices.words(Choices.length("until", input.until));
  }

  private Silence add(AlertDesk desk, About about, Input input, String reason, Call call) {
    Instant now = control.now();
    for (int attempt = 1; ; attempt++) {
      String id = ID.format(now) + (attempt == 1 ? "" : "-" + attempt);
      try {
        return desk.alerting()
            .put(
                new Silence(
                    id,
                    about.alert,
                    about.scope,
                    now,
                    until(input, now),
                    reason,
                    call.principal().name(),
                    1));
      } catch (Failure.Conflict taken) {
        if (attempt == MOST_TRIES) {
          throw taken;
        }
      }
    }
  }

  private static Silence next(Silence old, Instant until, String reason) {
    return new Silence(
        old.id(), old.alert(), old.scope(), old.from(), until, reason, old.by(), old.version() + 1);
  }

  private static Answer<Output> begun(
      About about, Silence kept, @Nullable Instant before, Call call) {
    return Answer.of(
        new Output(List.of(kept.id()), kept.until()),
        Text.paragraphs(
            "**Silenced** %s until %s.".formatted(about.words(), kept.until()),
            AlertUndo.of(kept, before),
            new FollowUps(call).call("list_alerts").toString(),
            Untrusted.LEGEND));
  }

  private Plan<Output> end(AlertDesk desk, About about, List<Silence> running, Call call) {
    if (running.isEmpty()) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(List.of(), null),
              Text.paragraphs(
                  "**Nothing changed**: nothing silences %s just so; list_alerts shows silences."
                      .formatted(about.words()),
                  Untrusted.LEGEND)));
    }
    String untils = String.join(", ", running.stream().map(one -> one.until().toString()).toList());
    return new Plan.Proposed<>(
        Text.paragraphs(
            "This ends the silence of %s, which lasts until %s. What fires is told at once."
                .formatted(about.words(), untils),
            Untrusted.LEGEND),
        () -> {
          for (Silence one : running) {
            Instant now = control.now();
            Instant least = one.from().plusMillis(1);
            desk.alerting().put(next(one, now.isAfter(least) ? now : least, one.reason()));
          }
          return Answer.of(
              new Output(running.stream().map(Silence::id).toList(), control.now()),
              Text.paragraphs(
                  "**Ended** the silence of %s.".formatted(about.words()),
                  AlertUndo.of(running.getLast(), running.getLast().until()),
                  new FollowUps(call).call("list_alerts", "firing", true).toString(),
                  Untrusted.LEGEND));
        });
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("its id; left out: all") String alert,
      @Nullable @Param("only about one: department, key …") String level,
      @Nullable @Param("which") String value,
      @Param("2h, 2026-12-31 or a time; 0 ends it") String until,
      @Nullable @Param("why") String reason) {}

  /** The answer. */
  @Brief
  public record Output(List<String> silences, @Nullable Instant until) {}
}
