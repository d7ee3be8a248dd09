package dev.plumbline.admin.tools.setup;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.setup.Applied;
import dev.plumbline.admin.setup.Applier;
import dev.plumbline.admin.setup.Line;
import dev.plumbline.admin.setup.SetUpPlan;
import dev.plumbline.admin.setup.Step;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * Previews a plan and carries it out.
 *
 * @param reported what is there and not wanted, and stays
 * @param notes sentences for the preview, safe in Markdown
 * @param undo how to undo it, in a sentence
 */
record SetUpChange(
    Control control,
    ControlBackend backend,
    SetUpPlan plan,
    List<Step> reported,
    List<String> notes,
    String undo,
    Call call) {
  /** So many secrets in an answer need no warning. */
  private static final int FEW_SECRETS = 5;

  /** What a secret and the words around it need in an answer. */
  private static final int SECRET_CHARACTERS = 160;

  /** What an answer needs beside its rows. */
  private static final int REST_CHARACTERS = 3_000;

  Plan<SetUpResult> proposed() {
    List<Line> lines = plan.lines();
    if (lines.isEmpty()) {
      return new Plan.Unchanged<>(unchanged());
    }
    if (plan.newKeys() > 0) {
      control.secrets().check();
      requireRoom();
    }
    List<String> sentences = sentences();
    PreviewText text = new PreviewText(backend.profile().name(), lines, sentences, reported);
    return new Plan.Proposed<>(
        previewed(text), () -> applied(new Applier(backend, control.secrets()::take).apply(plan)));
  }

  /** As much of it as fits; a host shows it as text and in the structure. */
  private String previewed(PreviewText text) {
    String room = " ".repeat(REST_CHARACTERS / 3);
    int shown =
        call.fit(
                text.rows(),
                rows -> Answer.of(new Previewed(rows, text.of(rows)), text.of(rows) + room))
            .output()
            .shown();
    return text.of(shown);
  }

  /** What is measured to see how much of a preview fits. */
  record Previewed(int shown, String preview) {}

  private Answer<SetUpResult> unchanged() {
    PreviewText text = new PreviewText("", List.of(), List.of(), reported);
    return call.fit(
        reported.size(),
        shown ->
            Answer.of(
                new SetUpResult(0, 0, 0, 0, 0, reported.size(), List.of()),
                Text.paragraphs(
                    "**Nothing changed**: everything is set up like that already.",
                    text.left(shown),
                    Untrusted.LEGEND)));
  }

  /** Secrets must not be lost because an answer cannot hold them. */
  private void requireRoom() {
    List<Integer> lengths = new ArrayList<>();
    plan.changes()
        .forEach(step -> {
          if (step instanceof Step.OfKey key && key.before() == null) {
            lengths.add(SECRET_CHARACTERS + key.lines().getFirst().title().length());
          }
        });
    if (!control.secrets().inAnswers()) {
      return;
    }
    Record nothing = new SetUpResult(0, 0, 0, 0, 0, 0, List.of());
    int fit =
        call.fit(
                lengths.size(),
                shown -> {
                  int sum = lengths.stream().limit(shown).mapToInt(it -> it).sum();
                  return Answer.of(new Room(shown, nothing), "x".repeat(REST_CHARACTERS + sum));
                })
            .output()
            .shown();
    if (fit < lengths.size()) {
      throw new Failure.InvalidInput(
          "This makes %s, and an answer can show %d secrets."
              .formatted(Text.count(lengths.size(), "key"), fit),
          "Start the server with --secret-sink, or set up fewer at once.");
    }
  }

  private List<String> sentences() {
    List<String> all = new ArrayList<>(notes);
    plan.warnings().forEach(warning -> all.add("**Mind:** " + warning));
    int fresh = plan.newKeys();
    if (fresh > 0 && control.secrets().inAnswers()) {
      all.add(
          fresh > FEW_SECRETS
              ? "**Mind:** the answer will show %d secrets, once. Rather start the server with --secret-sink, or have a safe place ready."
                  .formatted(fresh)
              : "The answer will show the secret of each new key, once.");
    }
    return all;
  }

  private Answer<SetUpResult> applied(Applied applied) {
    AppliedText text = new AppliedText(applied, reported.size(), undo, call);
    // The host wraps what a change answers, which needs some room.
    String room = " ".repeat(REST_CHARACTERS / 3);
    int shown =
        call.fit(
                text.rows(),
                rows -> Answer.of(new Room(rows, text.result(rows)), text.text(rows) + room))
            .output()
            .shown();
    return Answer.of(text.result(shown), text.text(shown));
  }

  /** What is measured to see how many rows fit. */
  record Room(int shown, Record result) {}
}
