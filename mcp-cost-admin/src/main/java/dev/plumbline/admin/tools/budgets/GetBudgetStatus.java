package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.admin.rules.Pace;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Level;
import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says how all budgets stand, those first that run out first. */
public final class GetBudgetStatus
    implements Question<GetBudgetStatus.Input, GetBudgetStatus.Output> {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_budget_status",
          "Get budget status",
          "Every budget: spent, left, pace and when it runs out; the most urgent first.",
          Toolsets.BUDGETS,
          Input.class,
          Output.class);

  private final Control control;

  public GetBudgetStatus(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    ControlBackend backend = control.able(Ability.KEY_BUDGETS);
    Level level = Choices.constant("level", input.level, Level.values());
    Instant now = control.now();
    Map<String, String> names =
        backend.keys().stream().collect(Collectors.toMap(ManagedKey::id, key -> key.plan().name()));
    List<Row> rows = new ArrayList<>();
    for (BudgetState state : backend.states()) {
      boolean wanted =
          (level == null || state.budget().scope().level() == level)
              && (input.value == null || state.value().equalsIgnoreCase(input.value.strip()));
      if (wanted) {
        rows.add(row(state, names, now));
      }
    }
    rows.sort(
        Comparator.comparing(Row::runsOut, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(Comparator.comparing(Row::usedPercent).reversed())
            .thenComparing(Row::budget));
    List<Row> limited = rows.subList(0, Math.min(rows.size(), input.limit));
    return call.fit(limited.size(), shown -> answer(rows, shown, now, call));
  }

  private static Row row(BudgetState state, Map<String, String> names, Instant now) {
    Pace pace = Pace.of(state, now);
    BigDecimal used = state.spent().add(state.reserved());
    BigDecimal percent = used.multiply(HUNDRED).divide(state.limit(), 1, RoundingMode.HALF_UP);
    boolean key = state.budget().scope().level() == Level.KEY;
    return new Row(
        state.budget().id(),
        Untrusted.of(state.budget().name()),
        state.budget().scope().level().label(),
        Untrusted.of(state.value()),
        key ? Untrusted.of(names.getOrDefault(state.value(), "")) : null,
        BudgetPlans.amount(state.limit(), state.budget().window()),
        state.limit(),
        state.spent(),
        state.reserved(),
        state.left(),
        percent,
        state.budget().atLimit().name().toLowerCase(java.util.Locale.ROOT),
        pace.daily() == null ? null : pace.daily().setScale(6, RoundingMode.HALF_UP),
        pace.runsOut(),
        state.resets());
  }

  private Answer<Output> answer(List<Row> rows, int shown, Instant now, Call call) {
    Table table =
        new Table(
            "Budget",
            "Whose",
            "Limit",
            "Spent:",
            "Held:",
            "Left:",
            "Used:",
            "At the limit",
            "Runs out",
            "Starts anew");
    for (Row row : rows.subList(0, shown)) {
      Untrusted name = row.keyName();
      table.row(
          "`" + row.budget() + "`",
          row.level()
              + " "
              + row.value().inline(40)
              + (name == null || name.isEmpty() ? "" : " " + name.inline(40)),
          row.words(),
          Amounts.dollars(row.spent()),
          row.held().signum() == 0 ? "–" : Amounts.dollars(row.held()),
          Amounts.dollars(row.left()),
          row.usedPercent().toPlainString() + " %",
          row.atLimit(),
          row.runsOut() == null ? "–" : row.left().signum() == 0 ? "**now**" : row.runsOut(),
          row.resets() == null ? "–" : row.resets());
    }
    long full = rows.stream().filter(row -> row.left().signum() == 0).count();
    long soon = rows.stream().filter(row -> row.runsOut() != null).count() - full;
    String head =
        rows.isEmpty()
            ? "**No budget** has been spent from yet, or none is set."
            : "**%s**: %d used up, %d run out before they start anew at their present pace (as of %s)."
                .formatted(Text.count(rows.size(), "budget"), full, soon, now);
    String left =
        shown < rows.size()
            ? "%d of %d shown; filter by level or value.".formatted(shown, rows.size())
            : "";
    FollowUps next = new FollowUps(call);
    if (rows.isEmpty()) {
      next.call("set_budget");
    } else {
      next.call("grant_extra", "budget", rows.getFirst().budget());
      next.call("preview_budget", "budget", rows.getFirst().budget());
    }
    return Answer.of(
        new Output(rows.size(), rows.subList(0, shown)),
        Text.paragraphs(
            head,
            table.isEmpty() ? "" : table.toString(),
            left,
            next.toString(),
            Untrusted.LEGEND));
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("organisation, department, environment, project, task, model, user or key")
          String level,
      @Nullable @Param("such as a department's name") String value,
      @Param(value = "rows", defaultValue = "100", min = 1, max = 1000) int limit) {}

  /** The answer; dollars. */
  public record Output(int budgets, List<Row> rows) {}

  /**
   * How a budget stands for one value.
   *
   * @param daily spent a day, by its own window so far
   * @param runsOut at that pace; null when it starts anew before
   */
  @Brief
  public record Row(
      String budget,
      Untrusted name,
      String level,
      Untrusted value,
      @Nullable Untrusted keyName,
      String words,
      BigDecimal limit,
      BigDecimal spent,
      BigDecimal held,
      BigDecimal left,
      BigDecimal usedPercent,
      String atLimit,
      @Nullable BigDecimal daily,
      @Nullable Instant runsOut,
      @Nullable Instant resets) {}
}
