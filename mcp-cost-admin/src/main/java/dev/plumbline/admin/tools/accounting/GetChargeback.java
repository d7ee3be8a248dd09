package dev.plumbline.admin.tools.accounting;

import dev.plumbline.admin.answer.ChargeBooks;
import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.chargeback.Bearer;
import dev.plumbline.admin.chargeback.Credit;
import dev.plumbline.admin.chargeback.PeriodBudget;
import dev.plumbline.admin.chargeback.Statement;
import dev.plumbline.control.Budget;
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
import dev.plumbline.usage.analysis.Allocation;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says who owes what for a period. */
public final class GetChargeback implements Question<GetChargeback.Input, GetChargeback.Output> {
  private static final int CENTS = 2;
  private static final int EXACT = 12;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_chargeback",
          "Chargeback",
          "What departments owe: own and shared costs, credits, budget.",
          Toolsets.ACCOUNTING,
          Input.class,
          Output.class);

  private final Control control;
  private final ChargeBooks books;

  public GetChargeback(Control control) {
    this.control = control;
    this.books = new ChargeBooks(control);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    TimeRange days = books.days(input.period, input.zone);
    Allocation.Rule rule =
        Objects.requireNonNull(Choices.constant("rule", input.rule, Allocation.Rule.values()));
    UsageTable table = table(days, input.level);
    List<Credit> credits = books.credits(days, null);
    boolean departments = input.level == Bearer.DEPARTMENT;
    Maker maker =
        new Maker(
            table,
            input.level,
            rule,
            departments ? credits : List.of(),
            departments ? budgets(days) : _ -> Optional.empty());
    Shown shown =
        new Shown(
            input, days, maker.make(EXACT), maker.make(CENTS), !departments && !credits.isEmpty());
    Map<String, String> names = input.level == Bearer.KEY ? books.keyNames() : Map.of();
    return call.fit(shown.cents.lines().size(), rows -> answer(shown, names, rows, call));
  }

  /** Makes the statement of some decimals. */
  private record Maker(
      UsageTable table,
      Bearer level,
      Allocation.Rule rule,
      List<Credit> credits,
      Function<String, Optional<BigDecimal>> budgets) {
    Statement make(int decimals) {
      Allocation allocation = Allocation.of(table, level.by(), rule, decimals);
      return Statement.of(allocation, credits, budgets, decimals);
    }
  }

  /**
   * What is shown.
   *
   * @param exact to the last digit, for programs
   * @param cents for people; its columns add up as well
   * @param untaken whether there are credits that this level cannot show
   */
  private record Shown(
      Input input, TimeRange days, Statement exact, Statement cents, boolean untaken) {}

  private UsageTable table(TimeRange days, Bearer level) {
    UsageQuery query =
        new UsageQuery(
            days,
            null,
            List.of(level.by()),
            List.of(),
            List.of(Measure.COST, Measure.REQUESTS, Measure.UNPRICED),
            null,
            null,
            null);
    try {
      return control.ledger().query(query);
    } catch (Failure.NotFound noLedgerYet) {
      return new UsageTable(query, List.of(), false);
    }
  }

  private Function<String, Optional<BigDecimal>> budgets(TimeRange days) {
    boolean any = control.backend().profile().can(Ability.SHARED_BUDGETS);
    List<Budget> all = any ? control.backend().budgets() : List.of();
    return new PeriodBudget(all, days, control.now())::of;
  }

  private static Answer<Output> answer(
      Shown shown, Map<String, String> names, int count, Call call) {
    Table table =
        new Table(
            shown.input.level == Bearer.DEPARTMENT ? "Department" : shown.input.level.label(),
            "Own:",
            "Shared:",
            "Credits:",
            "Due:",
            "Requests:",
            "Budget:",
            "Used:");
    for (int i = 0; i < count; i++) {
      Statement.Line line = shown.cents.lines().get(i);
      BigDecimal budget = line.budget();
      table.row(
          title(line, names),
          dollars(line.own()),
          dollars(line.shared()),
          line.credits().signum() == 0 ? "–" : "−" + dollars(line.credits()),
          "**" + dollars(line.due()) + "**",
          Amounts.count(line.requests()),
          budget == null ? "–" : Amounts.dollars(budget),
          budget == null ? "–" : Amounts.share(line.own(), budget));
    }
    Statement exact = shown.exact;
    Output output =
        new Output(
            ChargeBooks.words(shown.days),
            exact.rule().label(),
            Amounts.plain(exact.own()),
            Amounts.plain(exact.shared()),
            Amounts.plain(exact.total()),
            Amounts.plain(exact.credits()),
            Amounts.plain(exact.due()),
            exact.unpriced().longValue(),
            exact.lines().subList(0, count).stream().map(GetChargeback::row).toList());
    return Answer.of(
        output,
        Text.paragraphs(
            head(shown),
            table.isEmpty() ? "" : table.toString(),
            notes(shown, count),
            next(shown, call),
            Untrusted.LEGEND));
  }

  private static String head(Shown shown) {
    Statement statement = shown.cents;
    return "**%s due** for %s: %s own, %s shared (cut %s), %s credits. The ledger has $%s."
        .formatted(
            dollars(statement.due()),
            ChargeBooks.words(shown.days),
            dollars(statement.own()),
            dollars(statement.shared()),
            words(statement.rule()),
            dollars(statement.credits()),
            shown.exact.total().toPlainString());
  }

  private static String words(Allocation.Rule rule) {
    return switch (rule) {
      case PROPORTIONAL -> "in proportion to own costs";
      case EQUAL -> "in equal parts";
      case BY_REQUESTS -> "in proportion to requests";
    };
  }

  private static String notes(Shown shown, int count) {
    Statement statement = shown.cents;
    int all = statement.lines().size();
    return Text.paragraphs(
        count < all
            ? "%d of %d shown; export_chargeback has all.".formatted(count, all)
            : "The lines add up to the totals.",
        statement.unpriced().signum() == 0
            ? ""
            : "**Not counted**: %s of unknown price."
                .formatted(Text.count(statement.unpriced().longValue(), "request")),
        shown.untaken ? "Credits belong to departments and are not taken off here." : "");
  }

  private static String next(Shown shown, Call call) {
    String period = shown.days.firstDay() + ".." + shown.days.lastDay();
    return new FollowUps(call)
        .call("export_chargeback", "period", period, "zone", shown.input.zone)
        .call("get_budget_status", "level", "department")
        .toString();
  }

  private static String title(Statement.Line line, Map<String, String> names) {
    String name = line.name();
    String keyName = name == null ? null : names.get(name);
    return (name == null ? "nobody known" : Untrusted.of(name).inline(60))
        + (keyName == null ? "" : " " + Untrusted.of(keyName).inline(60));
  }

  private static String dollars(BigDecimal amount) {
    return (amount.signum() < 0 ? "−$" : "$") + amount.abs().toPlainString();
  }

  private static Row row(Statement.Line line) {
    String name = line.name();
    BigDecimal budget = line.budget();
    return new Row(
        name == null ? null : Untrusted.of(name),
        Amounts.plain(line.own()),
        Amounts.plain(line.shared()),
        Amounts.plain(line.credits()),
        Amounts.plain(line.due()),
        budget == null ? null : Amounts.plain(budget));
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("default: last month") String period,
      @Param(value = "who", defaultValue = "department") Bearer level,
      @Param(value = "or equal, by_requests", defaultValue = "proportional") String rule,
      @Nullable @Param(Control.ZONE) String zone) {}

  /**
   * The answer; dollars, exact.
   *
   * @param rule how shared costs were cut
   * @param total own and shared: what the ledger has
   * @param due total less credits
   * @param unpriced requests of unknown price
   */
  public record Output(
      String period,
      String rule,
      BigDecimal own,
      BigDecimal shared,
      BigDecimal total,
      BigDecimal credits,
      BigDecimal due,
      long unpriced,
      List<Row> rows) {}

  /** What one of them owes; name is null for costs that nobody is known to bear. */
  @Brief
  public record Row(
      @Nullable Untrusted name,
      BigDecimal own,
      BigDecimal shared,
      BigDecimal credits,
      BigDecimal due,
      @Nullable BigDecimal budget) {}
}
