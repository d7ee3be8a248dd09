package dev.plumbline.admin.tools.setup;

import dev.plumbline.admin.setup.Applied;
import dev.plumbline.admin.setup.Applied.Outcome;
import dev.plumbline.admin.setup.Line;
import dev.plumbline.admin.tools.setup.SetUpResult.Problem;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import java.util.List;

/**
 * What was done, in words; secrets always, the rest as much as wanted.
 *
 * @param notInFile how many things stay that are not wanted
 */
record AppliedText(Applied applied, int notInFile, String undo, Call call) {
  private static final int LONGEST_WHY = 400;

  /** How many rows there may be. */
  int rows() {
    return applied.results().size();
  }

  private List<Applied.Result> bad() {
    return applied.results().stream().filter(it -> it.outcome() != Outcome.DONE).toList();
  }

  private List<Line> done() {
    return applied.results().stream()
        .filter(it -> it.outcome() == Outcome.DONE)
        .map(Applied.Result::line)
        .toList();
  }

  /** The structured answer with so many rows; never with a secret. */
  SetUpResult result(int shown) {
    return new SetUpResult(
        applied.count(Line.Action.ADD),
        applied.count(Line.Action.CHANGE),
        applied.count(Line.Action.REMOVE),
        applied.count(Outcome.FAILED),
        applied.count(Outcome.SKIPPED),
        notInFile,
        bad().stream()
            .limit(shown)
            .map(it ->
                new Problem(
                    it.line().action().word() + " " + it.line().kind(),
                    Untrusted.of(it.line().title()),
                    Untrusted.of(Text.cut(it.why(), LONGEST_WHY))))
            .toList());
  }

  /** The text with so many rows. */
  String text(int shown) {
    List<Applied.Result> bad = bad();
    List<Line> done = done();
    int problems = Math.min(shown, bad.size());
    int rest = Math.min(shown - problems, done.size());
    return Text.paragraphs(
        head(bad.size()),
        applied.secrets().isEmpty() ? "" : "New keys:\n- " + String.join("\n- ", applied.secrets()),
        problems(bad.subList(0, problems), bad.size()),
        table(done.subList(0, rest), done.size()),
        notInFile == 0
            ? ""
            : "Not in the file, and still there: %s.".formatted(Text.count(notInFile, "thing")),
        done.isEmpty() ? "" : undo,
        new FollowUps(call).call("list_keys").call("get_budget_status").toString(),
        Untrusted.LEGEND);
  }

  private String head(int bad) {
    String counts =
        "%d added, %d changed, %d removed"
            .formatted(
                applied.count(Line.Action.ADD),
                applied.count(Line.Action.CHANGE),
                applied.count(Line.Action.REMOVE));
    return bad == 0
        ? "**Done**: " + counts + "."
        : "**Done in part**: %s; %d failed, %d not tried. Mend what is told below, then call again: only what differs still is done."
            .formatted(counts, applied.count(Outcome.FAILED), applied.count(Outcome.SKIPPED));
  }

  private static String problems(List<Applied.Result> shown, int all) {
    if (shown.isEmpty()) {
      return "";
    }
    Table table = new Table("Not done", "Which", "Why, and what to do");
    shown.forEach(it ->
        table.row(
            it.line().action().word() + " " + it.line().kind(),
            it.line().title(),
            Untrusted.of(it.why()).inline(LONGEST_WHY)));
    return table + more(all - shown.size());
  }

  private static String table(List<Line> shown, int all) {
    if (shown.isEmpty()) {
      return "";
    }
    Table table = new Table("Done", "What", "Which", "How");
    shown.forEach(
        line -> table.row(line.action().word(), line.kind(), line.title(), line.details()));
    return table + more(all - shown.size());
  }

  private static String more(int rows) {
    return rows > 0 ? "\n\n… and %s more.".formatted(Text.count(rows)) : "";
  }
}
