package dev.plumbline.stats.tools.spend;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.stats.answer.Asked;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.analysis.Allocation;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers what each department owes: a chargeback statement. */
public final class GetDepartmentCosts
    implements Question<GetDepartmentCosts.Input, GetDepartmentCosts.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_department_costs",
          "Department costs",
          "Chargeback: what each department owes for a period, shared costs cut by a stated rule.",
          Toolsets.SPEND,
          Input.class,
          Output.class);

  private final Books books;

  public GetDepartmentCosts(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last month", input.zone, input.where);
    Allocation.Rule rule = Where.constant("rule", input.rule, Allocation.Rule.values());
    Measure[] measures = {Measure.COST, Measure.REQUESTS, Measure.UNPRICED};
    Allocation statement =
        Allocation.of(asked.ask(asked.of(measures).by(Dimension.DEPARTMENT)), rule, input.decimals);
    UsageTable models =
        asked.ask(asked.of(Measure.COST).by(Dimension.DEPARTMENT, Dimension.MODEL).top(400));
    return call.fit(statement.lines().size(), rows -> answer(asked, statement, models, rows, call));
  }

  private static Answer<Output> answer(
      Asked asked, Allocation statement, UsageTable models, int shown, Call call) {
    Table table =
        new Table("Department", "Own:", "Shared:", "Total:", "Share:", "Requests:", "Mostly on");
    List<Allocation.Line> lines = statement.lines().subList(0, shown);
    for (Allocation.Line line : lines) {
      table.row(
          Where.shown(line.department()),
          "$" + line.direct().toPlainString(),
          "$" + line.shared().toPlainString(),
          "**$" + line.total().toPlainString() + "**",
          Amounts.share(line.total(), statement.total()),
          Amounts.count(line.requests()),
          mostly(models, line.department()));
    }
    String text =
        Text.paragraphs(
            "**$%s** to charge back (%s): $%s spent by departments themselves, $%s shared, cut %s."
                .formatted(
                    statement.total().toPlainString(),
                    asked.about(),
                    statement.direct().toPlainString(),
                    statement.shared().toPlainString(),
                    words(statement.rule())),
            table.isEmpty() ? "" : table.toString(),
            shown < statement.lines().size()
                ? "%d of %d departments shown; ask with a filter for the others."
                    .formatted(shown, statement.lines().size())
                : "The lines add up to the total.",
            asked.basis(statement.unpriced()),
            next(asked, statement, call),
            Untrusted.LEGEND);
    List<Row> rows =
        lines.stream()
            .map(line ->
                new Row(Where.key(line.department()), line.direct(), line.shared(), line.total()))
            .toList();
    return Answer.of(
        new Output(
            Period.text(asked.period().range()),
            statement.rule().label(),
            statement.total(),
            statement.shared(),
            rows),
        text);
  }

  private static String words(Allocation.Rule rule) {
    return switch (rule) {
      case PROPORTIONAL -> "in proportion to what each spent itself";
      case EQUAL -> "in equal parts";
      case BY_REQUESTS -> "in proportion to requests";
    };
  }

  private static String next(Asked asked, Allocation statement, Call call) {
    String first = statement.lines().getFirst().department();
    Map<String, String> one = first == null ? null : Map.of("department", first);
    return new FollowUps(call)
        .call("get_spend", "period", asked.again(), "by", List.of("user", "model"), "where", one)
        .call("explain_change", "period", asked.again(), "by", "department")
        .toString();
  }

  /** The two models that a department spent most on. */
  private static String mostly(UsageTable models, @Nullable String department) {
    return models.rows().stream()
        .filter(row -> Objects.equals(row.keys().getFirst(), department))
        .limit(2)
        .map(row ->
            Where.shown(row.keys().get(1))
                + " "
                + Amounts.dollars(models.amount(row, Measure.COST)))
        .collect(Collectors.joining(", "));
  }

  /** A line; dollars. */
  public record Row(Untrusted department, BigDecimal own, BigDecimal shared, BigDecimal total) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param("default: last month") String period,
      @Param(value = "proportional, equal or by_requests", defaultValue = "proportional")
          String rule,
      @Param(value = "of a cent: 2 to 12", defaultValue = "2", min = 2, max = 12) int decimals,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; dollars. */
  public record Output(
      String period, String rule, BigDecimal total, BigDecimal shared, List<Row> departments) {}
}
