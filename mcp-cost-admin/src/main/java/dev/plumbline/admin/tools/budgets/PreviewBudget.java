package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.replay.Replayed;
import dev.plumbline.kernel.Amounts;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a budget would have done to the requests of the last days. */
public final class PreviewBudget implements Question<PreviewBudget.Input, PreviewBudget.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "preview_budget",
          "Preview budget",
          "What a budget, set or not, would have refused in the last days, and whom it hit.",
          Toolsets.BUDGETS,
          Input.class,
          Output.class);

  private final Control control;

  public PreviewBudget(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    ControlBackend backend = control.able(Ability.PREVIEW);
    Budget budget = budget(input, backend);
    Instant now = control.now();
    TimeRange range =
        new TimeRange(now.minus(Duration.ofDays(input.days)), now, budget.window().zone());
    Replayed replayed = backend.replay(budget, range);
    Map<String, String> names =
        backend.keys().stream().collect(Collectors.toMap(ManagedKey::id, key -> key.plan().name()));
    int hits = replayed.hit().size();
    return call.fit(hits, shown -> answer(replayed, names, shown, call));
  }

  private Budget budget(Input input, ControlBackend backend) {
    BudgetInput reading = new BudgetInput(control, backend);
    if (input.budget != null) {
      Budget known = reading.find(input.budget);
      return input.limitUsd == null ? known : reading.withLimit(known, input.limitUsd);
    }
    if (input.level == null || input.limitUsd == null) {
      throw new Failure.InvalidInput(
          "There is neither a budget nor a level with limit_usd.",
          "Give the id of a budget, or what one would be like.");
    }
    BudgetPlans.Wanted wanted =
        reading.wanted(
            reading.scope(input.level, input.value),
            reading.window(input.period, input.rolling, null),
            input.limitUsd,
            null,
            null,
            null);
    return BudgetPlans.make(wanted, "preview", "-preview");
  }

  private static Answer<Output> answer(
      Replayed replayed, Map<String, String> names, int shown, Call call) {
    Budget budget = replayed.budget();
    String verb =
        budget.atLimit() == AtLimit.WARN
            ? "warned about"
            : budget.atLimit() == AtLimit.DEGRADE ? "sent to the cheaper route" : "refused";
    Table table = new Table("Whose budget", "Key", "User", "Requests:", "Cost:");
    for (Replayed.Hit hit : replayed.hit().subList(0, shown)) {
      table.row(
          Untrusted.of(hit.value()).inline(40),
          "`%s` %s"
              .formatted(hit.key(), Untrusted.of(names.getOrDefault(hit.key(), "")).inline(40)),
          hit.user() == null ? "–" : Untrusted.of(hit.user()).inline(40),
          Text.count(hit.requests()),
          Amounts.dollars(hit.cost()));
    }
    Instant first = replayed.first();
    return Answer.of(
        new Output(
            replayed.requests(),
            replayed.cost(),
            replayed.over(),
            replayed.overCost(),
            first,
            replayed.hit().subList(0, shown).stream()
                .map(hit ->
                    new Row(
                        Untrusted.of(hit.value()),
                        hit.key(),
                        Untrusted.of(hit.user()),
                        hit.requests(),
                        hit.cost()))
                .toList()),
        Text.paragraphs(
            "Between %s and %s, %s would have **%s %s** worth %s, of %s worth %s%s."
                .formatted(
                    replayed.range().from(),
                    replayed.range().to(),
                    BudgetPlans.words(budget),
                    verb,
                    Text.count(replayed.over(), "request"),
                    Amounts.dollars(replayed.overCost()),
                    Text.count(replayed.requests()),
                    Amounts.dollars(replayed.cost()),
                    first == null ? "" : ", the first at " + first),
            table.isEmpty() ? "" : table.toString(),
            replayed.unpriced() == 0
                ? ""
                : "%s of unknown cost are not counted."
                    .formatted(Text.count(replayed.unpriced(), "request")),
            "Replayed through the gateway's own admission at what requests did cost; the real one"
                + " holds the worst case, so it may refuse one request earlier. People who are"
                + " refused also behave differently.",
            new FollowUps(call)
                .call(
                    "set_budget",
                    "level",
                    budget.scope().level().label(),
                    "value",
                    budget.scope().each() ? null : budget.scope().value(),
                    "limit_usd",
                    budget.limit())
                .toString(),
            Untrusted.LEGEND));
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("id of a set one; else level and limit_usd") String budget,
      @Nullable @Param("as in set_budget; likewise below") String level,
      @Nullable @Param("whose") String value,
      @Nullable @Param("dollars") BigDecimal limitUsd,
      @Nullable @Param("hour, day …") String period,
      @Param(value = "back from now", defaultValue = "false") boolean rolling,
      @Param(value = "days back", defaultValue = "30", min = 1, max = 400) int days) {}

  /** The answer; dollars. */
  public record Output(
      long requests,
      BigDecimal cost,
      long over,
      BigDecimal overCost,
      @Nullable Instant first,
      List<Row> hit) {}

  /** Requests without room of one key and user. */
  @Brief
  public record Row(Untrusted value, String key, Untrusted user, long requests, BigDecimal cost) {}
}
