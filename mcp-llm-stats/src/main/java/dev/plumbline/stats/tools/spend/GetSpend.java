package dev.plumbline.stats.tools.spend;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Block;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.stats.analysis.Sparkline;
import dev.plumbline.stats.answer.Asked;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Chart;
import dev.plumbline.stats.answer.Tables;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what was spent, split by anything and cut into calendar units. */
public final class GetSpend implements Question<GetSpend.Input, GetSpend.Output> {
  private static final Measure[] MEASURES = {
    Measure.COST, Measure.REQUESTS, Measure.TOKENS, Measure.UNPRICED
  };
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_spend",
          "Spend",
          "Dollars spent, by any dimensions and calendar unit, against the period before.",
          Toolsets.SPEND,
          Input.class,
          Output.class);

  private final Books books;

  public GetSpend(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "this month", input.zone, input.where);
    Grain grain = Where.grain(input.grain);
    List<By> by = Where.dimensions(input.by);
    UsageTable total = asked.ask(asked.compared(MEASURES));
    UsageTable table =
        grain == null && by.isEmpty() ? total : asked.ask(query(asked, grain, by, input.limit));
    List<Block> pictures = input.chart ? chart(table).blocks() : List.of();
    return call.fit(table.rows().size(), rows -> answer(asked, total, table, rows, pictures, call));
  }

  private static UsageQuery query(Asked asked, @Nullable Grain grain, List<By> by, int limit) {
    UsageQuery.@Nullable Order order =
        grain == null ? new UsageQuery.Order(Measure.COST, true) : null;
    return new UsageQuery(
        asked.period().range(),
        grain,
        by,
        asked.filters(),
        List.of(MEASURES),
        order,
        grain != null && by.isEmpty() ? null : Integer.valueOf(limit),
        grain == null ? asked.period().before() : null);
  }

  private static Answer<Output> answer(
      Asked asked, UsageTable total, UsageTable table, int shown, List<Block> pictures, Call call) {
    Sum sum = Sum.of(total);
    String text =
        Text.paragraphs(
            headline(asked, sum),
            isSplit(table) ? table(table, shown, sum.cost) : "",
            Tables.left(table, shown),
            spark(table),
            asked.basis(sum.unpriced),
            new FollowUps(call)
                .call("explain_change", "period", asked.again(), "where", asked.where())
                .call("forecast_spend", "where", asked.where())
                .toString(),
            Untrusted.LEGEND);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Text(text));
    blocks.addAll(pictures);
    return new Answer<>(output(asked, sum, isSplit(table) ? table : null, shown), blocks);
  }

  private static boolean isSplit(UsageTable table) {
    return table.query().grain() != null || !table.query().by().isEmpty();
  }

  private static String headline(Asked asked, Sum sum) {
    return "**%s** for %s, %s tokens (%s).\n%s against the period before (%s): %s."
        .formatted(
            Amounts.dollars(sum.cost),
            Text.count(sum.requests.longValue(), "request"),
            Amounts.count(sum.tokens),
            asked.about(),
            Amounts.growth(sum.cost, sum.before),
            asked.period().beforeStatement(),
            Amounts.dollars(sum.before));
  }

  private static String table(UsageTable table, int shown, BigDecimal whole) {
    List<String> titles = new ArrayList<>();
    Grain grain = table.query().grain();
    if (grain != null) {
      titles.add(grain.label());
    }
    table.query().by().forEach(by -> titles.add(by.label()));
    titles.addAll(List.of("Cost:", "Share:", "Requests:", "Tokens:"));
    boolean compared = table.query().compareTo() != null;
    if (compared) {
      titles.add("Before:");
      titles.add("Change:");
    }
    Table text = new Table(titles.toArray(String[]::new));
    for (UsageTable.Row row : table.rows().subList(0, shown)) {
      List<String> cells = new ArrayList<>();
      if (row.start() != null) {
        cells.add(Tables.start(table, row));
      }
      row.keys().forEach(key -> cells.add(Where.shown(key)));
      BigDecimal cost = Tables.cost(table, row);
      cells.add(Amounts.dollars(cost));
      cells.add(cost == null ? "–" : Amounts.share(cost, whole));
      cells.add(Amounts.count(table.amount(row, Measure.REQUESTS)));
      cells.add(Amounts.count(table.amount(row, Measure.TOKENS)));
      if (compared) {
        BigDecimal before = table.amountBefore(row, Measure.COST);
        cells.add(Amounts.dollars(before));
        cells.add(cost == null ? "–" : Amounts.growth(cost, before));
      }
      text.row(cells.toArray());
    }
    return text.isEmpty() ? "" : text.toString();
  }

  private static String spark(UsageTable table) {
    if (table.query().grain() == null || !table.query().by().isEmpty()) {
      return "";
    }
    List<BigDecimal> costs =
        table.rows().stream().map(row -> table.amount(row, Measure.COST)).toList();
    return "Trend: " + Sparkline.of(costs);
  }

  private static Chart chart(UsageTable table) {
    List<Chart.Bar> bars =
        table.rows().stream()
            .map(row -> new Chart.Bar(label(table, row), table.amount(row, Measure.COST), false))
            .toList();
    return new Chart("Spend, " + Period.text(table.query().range()), bars);
  }

  private static String label(UsageTable table, UsageTable.Row row) {
    List<String> parts = new ArrayList<>();
    if (row.start() != null) {
      parts.add(Tables.start(table, row));
    }
    row.keys().forEach(key -> parts.add(Where.key(key).value()));
    return parts.isEmpty() ? "all" : String.join(" ", parts);
  }

  private static Output output(Asked asked, Sum sum, @Nullable UsageTable table, int shown) {
    List<Row> rows = new ArrayList<>();
    if (table != null) {
      for (UsageTable.Row row : table.rows().subList(0, shown)) {
        BigDecimal cost = Tables.cost(table, row);
        rows.add(
            new Row(
                row.start() == null ? null : Untrusted.of(Tables.start(table, row)),
                row.keys().stream().map(Where::key).toList(),
                cost == null ? null : Amounts.plain(cost),
                table.amount(row, Measure.REQUESTS).longValue(),
                table.amount(row, Measure.TOKENS).longValue(),
                table.query().compareTo() == null
                    ? null
                    : Amounts.plain(table.amountBefore(row, Measure.COST))));
      }
    }
    return new Output(
        Period.text(asked.period().range()),
        Amounts.plain(sum.cost),
        Amounts.plain(sum.before),
        sum.requests.longValue(),
        sum.unpriced.longValue(),
        rows);
  }

  private record Sum(
      BigDecimal cost,
      BigDecimal before,
      BigDecimal requests,
      BigDecimal tokens,
      BigDecimal unpriced) {
    static Sum of(UsageTable total) {
      UsageTable.Row row = total.only();
      return new Sum(
          total.amount(row, Measure.COST),
          total.amountBefore(row, Measure.COST),
          total.amount(row, Measure.REQUESTS),
          total.amount(row, Measure.TOKENS),
          total.amount(row, Measure.UNPRICED));
    }
  }

  /** A row; {@code keys} in the order of {@code by}, dollars exact, cost null where unknown. */
  public record Row(
      @Nullable Untrusted start,
      List<Untrusted> keys,
      @Nullable BigDecimal cost,
      long requests,
      long tokens,
      @Nullable BigDecimal before) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param(value = "model, department, user, tag:NAME …", max = 4) List<String> by,
      @Nullable @Param("hour, day, week or month") String grain,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Param(value = "rows", defaultValue = "20", min = 1, max = 500) int limit,
      @Param(value = "also a picture", defaultValue = "false") boolean chart,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; dollars exact. */
  public record Output(
      String period,
      BigDecimal cost,
      BigDecimal before,
      long requests,
      long unpriced,
      List<Row> rows) {}
}
