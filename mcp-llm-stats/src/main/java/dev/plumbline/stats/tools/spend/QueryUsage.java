package dev.plumbline.stats.tools.spend;

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
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the typed query itself: any measures by any dimensions. */
public final class QueryUsage implements Question<QueryUsage.Input, QueryUsage.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "query_usage",
          "Query usage",
          "Any measures (cost, requests, tokens, cache_hits, errors, latency_p95, users, …) by any"
              + " dimensions, when no other tool fits. A wrong name lists those known.",
          Toolsets.SPEND,
          Input.class,
          Output.class);

  private final Books books;

  public QueryUsage(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last 7 days", input.zone, input.where);
    List<Measure> measures = Where.measures(input.measures);
    Measure first =
        input.orderBy == null ? null : Where.measures(List.of(input.orderBy)).getFirst();
    Grain grain = Where.grain(input.grain);
    UsageQuery.@Nullable Order order =
        first != null
            ? new UsageQuery.Order(first, input.descending)
            : grain == null ? new UsageQuery.Order(measures.getFirst(), input.descending) : null;
    UsageTable found =
        asked.ask(
            new UsageQuery(
                asked.period().range(),
                grain,
                Where.dimensions(input.by),
                asked.filters(),
                Tables.measured(measures),
                order,
                input.limit,
                input.compare ? asked.period().before() : null));
    UsageTable table = Tables.known(found, measures);
    return call.fit(table.rows().size(), rows -> answer(asked, table, rows, call));
  }

  private static Answer<Output> answer(Asked asked, UsageTable table, int shown, Call call) {
    String text =
        Text.paragraphs(
            "**%s** (%s).".formatted(Text.count(table.rows().size(), "row"), asked.about()),
            Tables.text(table, shown),
            Tables.left(table, shown),
            asked.basis(),
            new FollowUps(call).call("get_spend", "period", asked.again()).toString(),
            Untrusted.LEGEND);
    return Answer.of(
        new Output(Period.text(asked.period().range()), Tables.rows(table, shown)), text);
  }

  /** The arguments. */
  public record Input(
      @Param(value = "measures", min = 1, max = 12) List<String> measures,
      @Nullable @Param(value = "dimensions", max = 4) List<String> by,
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param("hour, day, week or month") String grain,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Nullable @Param("a measure; default: time, then the first") String orderBy,
      @Param(value = "largest first", defaultValue = "true") boolean descending,
      @Param(value = "rows", defaultValue = "50", min = 1, max = 1000) int limit,
      @Param(value = "beside the period before", defaultValue = "false") boolean compare,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer. */
  public record Output(String period, List<Tables.Row> rows) {}
}
