package dev.plumbline.admin.tools.accounting;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.rules.Differences;
import dev.plumbline.control.AuditEntry;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says who changed what. */
public final class GetAuditLog implements Question<GetAuditLog.Input, GetAuditLog.Output> {
  /** As many as the gateway shows at once. */
  private static final int MOST = 1000;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_audit_log",
          "Get audit log",
          "Who changed which key, budget, limit or policy when, from what to what.",
          Toolsets.ACCOUNTING,
          Input.class,
          Output.class);

  private final Control control;

  public GetAuditLog(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Instant from =
        input.since == null
            ? Instant.EPOCH
            : Choices.since("since", input.since, control.now(), control.zone(null));
    List<AuditEntry> all = control.able(Ability.AUDIT).audit(MOST);
    List<Row> rows =
        all.stream()
            .filter(entry -> !entry.time().isBefore(from))
            .filter(
                entry -> input.kind == null || entry.kind().equalsIgnoreCase(input.kind.strip()))
            .filter(entry -> input.id == null || entry.id().equals(input.id.strip()))
            .filter(
                entry -> input.actor == null || entry.actor().equalsIgnoreCase(input.actor.strip()))
            .limit(input.limit)
            .map(GetAuditLog::row)
            .toList();
    boolean cut = all.size() == MOST;
    return call.fit(rows.size(), shown -> answer(rows, shown, cut));
  }

  private static Row row(AuditEntry entry) {
    String what = entry.before() == null ? "added" : entry.after() == null ? "deleted" : "changed";
    return new Row(
        entry.time(),
        Untrusted.of(entry.actor()),
        what,
        entry.kind(),
        Untrusted.of(entry.id()),
        Differences.of(entry.before(), entry.after()).stream()
            .map(one -> new Step(one.field(), Untrusted.of(one.from()), Untrusted.of(one.to())))
            .toList());
  }

  private static Answer<Output> answer(List<Row> rows, int shown, boolean cut) {
    Table table = new Table("When", "Who", "What", "Changes");
    for (Row row : rows.subList(0, shown)) {
      table.row(
          row.time(),
          row.actor().inline(40),
          "%s %s %s".formatted(row.action(), row.kind(), row.id().inline(60)),
          changes(row));
    }
    return Answer.of(
        new Output(rows.subList(0, shown)),
        Text.paragraphs(
            rows.isEmpty()
                ? "**Nothing** was changed that matches."
                : "**%s**, the newest first.".formatted(Text.count(rows.size(), "change")),
            table.isEmpty() ? "" : table.toString(),
            shown < rows.size()
                ? "%d of %d shown; filter by id, kind, actor or since."
                    .formatted(shown, rows.size())
                : "",
            cut ? "Only the newest %d changes were looked at.".formatted(MOST) : "",
            Untrusted.LEGEND));
  }

  private static String changes(Row row) {
    if (!row.action().equals("changed")) {
      return "–";
    }
    List<String> texts =
        row.changes().stream()
            .limit(6)
            .map(step ->
                "%s: %s → %s"
                    .formatted(step.field(), step.from().inline(60), step.to().inline(160)))
            .toList();
    return String.join("; ", texts) + (row.changes().size() > 6 ? "; …" : "");
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("key, budget, limit, route, provider, cache_policy …") String kind,
      @Nullable @Param("of the entry") String id,
      @Nullable @Param("name of an admin token") String actor,
      @Nullable @Param("24h, 7d or 2026-11-01") String since,
      @Param(value = "rows", defaultValue = "50", min = 1, max = 1000) int limit) {}

  /** The answer, newest first. */
  public record Output(List<Row> changes) {}

  /**
   * One change.
   *
   * @param action added, changed or deleted
   */
  @Brief
  public record Row(
      Instant time,
      Untrusted actor,
      String action,
      String kind,
      Untrusted id,
      List<Step> changes) {}

  /** One field before and after. */
  public record Step(String field, Untrusted from, Untrusted to) {}
}
