package dev.plumbline.stats.tools.traffic;

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
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.EventSearch;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds single requests. */
public final class SearchRequests implements Question<SearchRequests.Input, SearchRequests.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "search_requests",
          "Search requests",
          "Single requests: the costliest, slowest, longest or newest, by any filter.",
          Toolsets.TRAFFIC,
          Input.class,
          Output.class);

  private final Books books;

  public SearchRequests(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last 7 days", input.zone, input.where);
    EventSearch.Order order = Where.constant("order", input.order, EventSearch.Order.values());
    EventSearch search =
        new EventSearch(
            asked.period().range(),
            asked.filters(),
            order,
            input.limit + 1,
            (input.page - 1) * input.limit);
    List<UsageEvent> found = asked.ledger().events(search);
    boolean more = found.size() > input.limit;
    List<UsageEvent> page = more ? found.subList(0, input.limit) : found;
    return call.fit(page.size(), rows -> answer(asked, order, input.page, page, more, rows, call));
  }

  private static Answer<Output> answer(
      Asked asked,
      EventSearch.Order order,
      int number,
      List<UsageEvent> page,
      boolean more,
      int shown,
      Call call) {
    Table table =
        new Table("Time", "Model", "User", "Task", "Cost:", "In:", "Out:", "Latency:", "Id");
    List<UsageEvent> rows = page.subList(0, shown);
    for (UsageEvent event : rows) {
      Long latency = event.delivery().latencyMillis();
      table.row(
          EventWords.time(event, asked.period().range().zone()),
          Untrusted.of(event.model()).inline(60),
          Where.shown(event.attribution().user()),
          Where.shown(event.attribution().task()),
          EventWords.cost(event),
          Amounts.count(BigDecimal.valueOf(event.tokens().input())),
          Amounts.count(BigDecimal.valueOf(event.tokens().output())),
          Amounts.millis(latency == null ? null : BigDecimal.valueOf(latency)),
          Untrusted.of(event.id()).inline(80));
    }
    FollowUps next = new FollowUps(call);
    rows.stream().findFirst().ifPresent(it -> next.call("get_request", "id", it.id()));
    String text =
        Text.paragraphs(
            "**%s**, %s first (%s)."
                .formatted(Text.count(page.size(), "request"), first(order), asked.about()),
            table.isEmpty() ? "" : table.toString(),
            shown < page.size()
                ? "%d of %d shown: the answer is full; ask with limit=%d."
                    .formatted(shown, page.size(), Math.max(1, shown))
                : more ? "More: page=%d.".formatted(number + 1) : "",
            asked.basis(BigDecimal.ZERO),
            next.toString(),
            Untrusted.LEGEND);
    List<Row> output = rows.stream().map(SearchRequests::row).toList();
    return Answer.of(new Output(Period.text(asked.period().range()), more, output), text);
  }

  private static String first(EventSearch.Order order) {
    return switch (order) {
      case NEWEST -> "newest";
      case OLDEST -> "oldest";
      case COST -> "costliest";
      case LATENCY -> "slowest";
      case INPUT_TOKENS -> "longest input";
      case OUTPUT_TOKENS -> "longest output";
    };
  }

  private static Row row(UsageEvent event) {
    BigDecimal cost = EventWords.amount(event);
    return new Row(
        Untrusted.of(event.id()),
        event.time(),
        Untrusted.of(event.model()),
        event.attribution().user() == null ? null : Untrusted.of(event.attribution().user()),
        cost == null ? null : Amounts.plain(cost),
        event.tokens().input(),
        event.tokens().output(),
        event.delivery().latencyMillis(),
        event.delivery().status().label());
  }

  /** A request; dollars exact, latency in milliseconds. */
  public record Row(
      Untrusted id,
      Instant time,
      Untrusted model,
      @Nullable Untrusted user,
      @Nullable BigDecimal cost,
      long inputTokens,
      long outputTokens,
      @Nullable Long latency,
      String status) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Param(
              value = "newest, oldest, cost, latency, input_tokens, output_tokens",
              defaultValue = "newest")
          String order,
      @Param(value = "rows", defaultValue = "20", min = 1, max = 200) int limit,
      @Param(value = "from 1", defaultValue = "1", min = 1, max = 500) int page,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer. */
  public record Output(String period, boolean more, List<Row> requests) {}
}
