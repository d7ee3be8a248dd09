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
import dev.plumbline.stats.analysis.Sparkline;
import dev.plumbline.stats.answer.Asked;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Tables;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers how LLM use is going: the overview. */
public final class GetLlmStats implements Question<GetLlmStats.Input, GetLlmStats.Output> {
  private static final int TOP = 5;
  private static final Measure[] MEASURES = {
    Measure.COST,
    Measure.REQUESTS,
    Measure.TOKENS,
    Measure.LATENCY_P50,
    Measure.LATENCY_P95,
    Measure.LATENCY_P99,
    Measure.ERRORS,
    Measure.CACHE_HITS,
    Measure.CACHE_MISSES,
    Measure.RESPONSE_CACHE_SAVING,
    Measure.PROMPT_CACHE_SAVING,
    Measure.UNPRICED
  };
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_llm_stats",
          "LLM statistics",
          "The overview: spend, requests, tokens, latency, errors, caching; by provider, task and"
              + " model; against the period before. Start here.",
          Toolsets.SPEND,
          Input.class,
          Output.class);

  private final Books books;

  public GetLlmStats(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last 7 days", input.zone, input.where);
    UsageTable total = asked.ask(asked.compared(MEASURES));
    List<UsageTable> splits = new ArrayList<>();
    for (Dimension dimension : List.of(Dimension.PROVIDER, Dimension.TASK, Dimension.MODEL)) {
      splits.add(
          asked.ask(
              asked
                  .compared(Measure.COST, Measure.REQUESTS, Measure.UNPRICED)
                  .by(dimension)
                  .top(TOP)));
    }
    UsageTable places =
        asked.ask(
            asked
                .of(Measure.COST, Measure.LIST_COST, Measure.REQUESTS, Measure.PROMPT_CACHE_SAVING)
                .by(Dimension.DATA_LOCATION)
                .top(TOP));
    Asked week = books.ask("last 7 days", "", input.zone, input.where);
    UsageTable trend = week.ask(week.of(Measure.COST).every(Grain.DAY));
    String text =
        Text.paragraphs(
            headline(asked, total),
            figures(total),
            split("Provider", splits.get(0), total),
            split("Task", splits.get(1), total),
            split("Model", splits.get(2), total),
            "Last 7 days: " + trend(trend),
            places(places),
            asked.basis(total.amount(total.only(), Measure.UNPRICED)),
            next(asked, call),
            Untrusted.LEGEND);
    return Answer.of(output(asked, total, splits, trend), text);
  }

  private static String headline(Asked asked, UsageTable total) {
    UsageTable.Row all = total.only();
    BigDecimal cost = total.amount(all, Measure.COST);
    return "**%s** for %s (%s); %s against %s."
        .formatted(
            Amounts.dollars(cost),
            Text.count(total.amount(all, Measure.REQUESTS).longValue(), "request"),
            asked.about(),
            Amounts.growth(cost, total.amountBefore(all, Measure.COST)),
            asked.period().beforeStatement());
  }

  private static String figures(UsageTable total) {
    UsageTable.Row all = total.only();
    Table table = new Table("Figure", "Now:", "Before:");
    table.row(
        "Spend",
        Amounts.dollars(total.amount(all, Measure.COST)),
        Amounts.dollars(total.amountBefore(all, Measure.COST)));
    table.row(
        "Requests",
        Amounts.count(total.amount(all, Measure.REQUESTS)),
        Amounts.count(total.amountBefore(all, Measure.REQUESTS)));
    table.row(
        "Tokens",
        Amounts.count(total.amount(all, Measure.TOKENS)),
        Amounts.count(total.amountBefore(all, Measure.TOKENS)));
    table.row(
        "Latency p50 / p95 / p99", latencies(total, all.values()), latencies(total, all.before()));
    table.row(
        "Error rate",
        Amounts.share(total.amount(all, Measure.ERRORS), total.amount(all, Measure.REQUESTS)),
        Amounts.share(
            total.amountBefore(all, Measure.ERRORS), total.amountBefore(all, Measure.REQUESTS)));
    BigDecimal hits = total.amount(all, Measure.CACHE_HITS);
    BigDecimal hitsBefore = total.amountBefore(all, Measure.CACHE_HITS);
    table.row(
        "Cache hit rate",
        Amounts.share(hits, hits.add(total.amount(all, Measure.CACHE_MISSES))),
        Amounts.share(hitsBefore, hitsBefore.add(total.amountBefore(all, Measure.CACHE_MISSES))));
    table.row(
        "Saved by our cache",
        Amounts.dollars(total.amount(all, Measure.RESPONSE_CACHE_SAVING)),
        Amounts.dollars(total.amountBefore(all, Measure.RESPONSE_CACHE_SAVING)));
    table.row(
        "Saved by prompt caches",
        Amounts.dollars(total.amount(all, Measure.PROMPT_CACHE_SAVING)),
        Amounts.dollars(total.amountBefore(all, Measure.PROMPT_CACHE_SAVING)));
    return table.toString();
  }

  private static String latencies(UsageTable total, List<@Nullable BigDecimal> values) {
    int first = total.query().measures().indexOf(Measure.LATENCY_P50);
    return Amounts.millis(values.get(first))
        + " / "
        + Amounts.millis(values.get(first + 1))
        + " / "
        + Amounts.millis(values.get(first + 2));
  }

  private static String split(String title, UsageTable table, UsageTable total) {
    BigDecimal whole = total.amount(total.only(), Measure.COST);
    Table text = new Table(title, "Spend:", "Share:", "Requests:", "Change:");
    for (UsageTable.Row row : table.rows()) {
      BigDecimal cost = Tables.cost(table, row);
      text.row(
          Where.shown(row.keys().getFirst()),
          Amounts.dollars(cost),
          cost == null ? "–" : Amounts.share(cost, whole),
          Amounts.count(table.amount(row, Measure.REQUESTS)),
          cost == null ? "–" : Amounts.growth(cost, table.amountBefore(row, Measure.COST)));
    }
    return text.isEmpty() ? "" : text + (table.more() ? "\n(the first %d)".formatted(TOP) : "");
  }

  private static String trend(UsageTable trend) {
    List<BigDecimal> costs =
        trend.rows().stream().map(row -> trend.amount(row, Measure.COST)).toList();
    return Sparkline.of(costs)
        + " ("
        + String.join(", ", costs.stream().map(Amounts::dollars).toList())
        + ")";
  }

  /** What requests processed in named places cost, and what that saved against list prices. */
  private static String places(UsageTable places) {
    List<String> texts = new ArrayList<>();
    for (UsageTable.Row row : places.rows()) {
      String place = row.keys().getFirst();
      if (place != null) {
        BigDecimal cost = places.amount(row, Measure.COST);
        BigDecimal saved = places.amount(row, Measure.LIST_COST).subtract(cost);
        texts.add(
            "%s %s for %s, %s saved against list prices"
                .formatted(
                    Untrusted.of(place).inline(40),
                    Amounts.dollars(cost),
                    Text.count(places.amount(row, Measure.REQUESTS).longValue(), "request"),
                    Amounts.dollars(saved)));
      }
    }
    return texts.isEmpty() ? "" : "By data location: " + String.join("; ", texts) + ".";
  }

  private static String next(Asked asked, Call call) {
    String period = asked.again();
    return new FollowUps(call)
        .call("explain_change", "period", period, "where", asked.where())
        .call("get_spend", "period", period, "by", List.of("user"), "where", asked.where())
        .call("recommend_savings", "where", asked.where())
        .toString();
  }

  private static Output output(
      Asked asked, UsageTable total, List<UsageTable> splits, UsageTable trend) {
    UsageTable.Row all = total.only();
    BigDecimal hits = total.amount(all, Measure.CACHE_HITS);
    BigDecimal saved =
        total
            .amount(all, Measure.RESPONSE_CACHE_SAVING)
            .add(total.amount(all, Measure.PROMPT_CACHE_SAVING));
    return new Output(
        Period.text(asked.period().range()),
        Amounts.plain(total.amount(all, Measure.COST)),
        Amounts.plain(total.amountBefore(all, Measure.COST)),
        total.amount(all, Measure.REQUESTS).longValue(),
        total.amount(all, Measure.TOKENS).longValue(),
        total.value(all, Measure.LATENCY_P50),
        total.value(all, Measure.LATENCY_P95),
        total.value(all, Measure.LATENCY_P99),
        Amounts.ratio(total.amount(all, Measure.ERRORS), total.amount(all, Measure.REQUESTS)),
        Amounts.ratio(hits, hits.add(total.amount(all, Measure.CACHE_MISSES))),
        Amounts.plain(saved),
        parts(splits.get(0)),
        parts(splits.get(1)),
        parts(splits.get(2)),
        trend.rows().stream().map(row -> Amounts.plain(trend.amount(row, Measure.COST))).toList());
  }

  private static List<Part> parts(UsageTable table) {
    return table.rows().stream()
        .map(row -> new Part(Where.key(row.keys().getFirst()), plain(Tables.cost(table, row))))
        .toList();
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal cost) {
    return cost == null ? null : Amounts.plain(cost);
  }

  /** A part of the spend; dollars exact, null where unknown. */
  public record Part(Untrusted name, @Nullable BigDecimal cost) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; dollars exact, latency in milliseconds, rates 0 to 1. */
  public record Output(
      String period,
      BigDecimal cost,
      BigDecimal before,
      long requests,
      long tokens,
      @Nullable BigDecimal p50,
      @Nullable BigDecimal p95,
      @Nullable BigDecimal p99,
      BigDecimal errorRate,
      BigDecimal hitRate,
      BigDecimal saved,
      List<Part> providers,
      List<Part> tasks,
      List<Part> models,
      List<BigDecimal> trend) {}
}
