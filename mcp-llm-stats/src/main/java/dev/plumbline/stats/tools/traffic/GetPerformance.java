package dev.plumbline.stats.tools.traffic;

import dev.plumbline.kernel.Amounts;
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
import dev.plumbline.stats.answer.Tables;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers how fast and how reliably requests were answered. */
public final class GetPerformance implements Question<GetPerformance.Input, GetPerformance.Output> {
  private static final Measure[] MEASURES = {
    Measure.REQUESTS,
    Measure.LATENCY_P50,
    Measure.LATENCY_P95,
    Measure.LATENCY_P99,
    Measure.FIRST_TOKEN_P50,
    Measure.FIRST_TOKEN_P95,
    Measure.ERRORS,
    Measure.INTERRUPTED,
    Measure.RETRIES,
    Measure.FALLBACKS
  };
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_performance",
          "Performance",
          "Latency, time to first token, errors, retries and fallbacks by provider and model.",
          Toolsets.TRAFFIC,
          Input.class,
          Output.class);

  private final Books books;

  public GetPerformance(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last 7 days", input.zone, input.where);
    List<String> names = input.by == null ? List.of("provider", "model") : input.by;
    List<By> by = Where.dimensions(names);
    UsageTable total = asked.ask(asked.compared(MEASURES));
    UsageTable table =
        asked.ask(
            new UsageQuery(
                asked.period().range(),
                null,
                by,
                asked.filters(),
                List.of(MEASURES),
                new UsageQuery.Order(Measure.REQUESTS, true),
                input.limit,
                null));
    UsageTable kinds = asked.ask(asked.of(Measure.ERRORS).by(Dimension.ERROR_KIND).top(6));
    return call.fit(table.rows().size(), rows -> answer(asked, total, table, kinds, rows, call));
  }

  private static Answer<Output> answer(
      Asked asked, UsageTable total, UsageTable table, UsageTable kinds, int shown, Call call) {
    UsageTable.Row all = total.only();
    BigDecimal requests = total.amount(all, Measure.REQUESTS);
    String text =
        Text.paragraphs(
            "**Latency %s (p50), %s (p95), %s (p99)**; first token %s (p50); %s errors (%s), %s retries, %s fallbacks of %s (%s)."
                .formatted(
                    Amounts.millis(total.value(all, Measure.LATENCY_P50)),
                    Amounts.millis(total.value(all, Measure.LATENCY_P95)),
                    Amounts.millis(total.value(all, Measure.LATENCY_P99)),
                    Amounts.millis(total.value(all, Measure.FIRST_TOKEN_P50)),
                    Amounts.count(total.amount(all, Measure.ERRORS)),
                    Amounts.share(total.amount(all, Measure.ERRORS), requests),
                    Amounts.count(total.amount(all, Measure.RETRIES)),
                    Amounts.count(total.amount(all, Measure.FALLBACKS)),
                    Text.count(requests.longValue(), "request"),
                    asked.about()),
            before(asked, total),
            Tables.text(table, shown),
            Tables.left(table, shown),
            kinds(kinds),
            asked.basis(BigDecimal.ZERO),
            new FollowUps(call)
                .call(
                    "search_requests", "period", asked.again(), "where", Map.of("status", "error"))
                .call("search_requests", "period", asked.again(), "order", "latency")
                .toString(),
            Untrusted.LEGEND);
    return Answer.of(output(asked, total, table, shown), text);
  }

  private static String before(Asked asked, UsageTable total) {
    int p95 = total.query().measures().indexOf(Measure.LATENCY_P95);
    return "The period before (%s): p95 %s, errors %s."
        .formatted(
            asked.period().beforeStatement(),
            Amounts.millis(total.only().before().get(p95)),
            Amounts.share(
                total.amountBefore(total.only(), Measure.ERRORS),
                total.amountBefore(total.only(), Measure.REQUESTS)));
  }

  private static String kinds(UsageTable kinds) {
    List<String> texts =
        kinds.rows().stream()
            .filter(row -> kinds.amount(row, Measure.ERRORS).signum() > 0)
            .map(row ->
                Where.shown(row.keys().getFirst())
                    + " "
                    + Amounts.count(kinds.amount(row, Measure.ERRORS)))
            .toList();
    return texts.isEmpty() ? "" : "Errors by kind: " + String.join(", ", texts) + ".";
  }

  private static Output output(Asked asked, UsageTable total, UsageTable table, int shown) {
    List<Row> rows =
        table.rows().subList(0, shown).stream()
            .map(row ->
                new Row(
                    row.keys().stream().map(Where::key).toList(),
                    table.amount(row, Measure.REQUESTS).longValue(),
                    table.value(row, Measure.LATENCY_P50),
                    table.value(row, Measure.LATENCY_P95),
                    table.value(row, Measure.FIRST_TOKEN_P50),
                    table.amount(row, Measure.ERRORS).longValue(),
                    table.amount(row, Measure.RETRIES).longValue(),
                    table.amount(row, Measure.FALLBACKS).longValue()))
            .toList();
    UsageTable.Row all = total.only();
    return new Output(
        Period.text(asked.period().range()),
        total.amount(all, Measure.REQUESTS).longValue(),
        total.value(all, Measure.LATENCY_P50),
        total.value(all, Measure.LATENCY_P95),
        total.value(all, Measure.LATENCY_P99),
        Amounts.ratio(total.amount(all, Measure.ERRORS), total.amount(all, Measure.REQUESTS)),
        rows);
  }

  /** A row; times in milliseconds. */
  public record Row(
      List<Untrusted> keys,
      long requests,
      @Nullable BigDecimal p50,
      @Nullable BigDecimal p95,
      @Nullable BigDecimal firstTokenP50,
      long errors,
      long retries,
      long fallbacks) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param(value = "dimensions; default provider, model", max = 4) List<String> by,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Param(value = "rows", defaultValue = "20", min = 1, max = 200) int limit,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; times in milliseconds. */
  public record Output(
      String period,
      long requests,
      @Nullable BigDecimal p50,
      @Nullable BigDecimal p95,
      @Nullable BigDecimal p99,
      BigDecimal errorRate,
      List<Row> rows) {}
}
