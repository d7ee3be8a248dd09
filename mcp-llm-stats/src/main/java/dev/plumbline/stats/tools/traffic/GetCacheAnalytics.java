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
import dev.plumbline.stats.answer.Tables;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what caching saves: our response cache, and the providers' prompt caches. */
public final class GetCacheAnalytics
    implements Question<GetCacheAnalytics.Input, GetCacheAnalytics.Output> {
  private static final Measure[] MEASURES = {
    Measure.RESPONSE_CACHE_SAVING,
    Measure.CACHE_HITS,
    Measure.CACHE_MISSES,
    Measure.PROMPT_CACHE_SAVING,
    Measure.CACHE_READ_TOKENS,
    Measure.INPUT_TOKENS,
    Measure.COST,
    Measure.UNPRICED
  };
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_cache_analytics",
          "Cache analytics",
          "What caching saves: hit rate and dollars by task (or other dimensions), the provider's"
              + " prompt cache, most used entries, their age at a hit.",
          Toolsets.TRAFFIC,
          Input.class,
          Output.class);

  private final Books books;

  public GetCacheAnalytics(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last 30 days", input.zone, input.where);
    List<By> by = Where.dimensions(input.by == null ? List.of("task") : input.by);
    UsageTable total = asked.ask(asked.compared(MEASURES));
    UsageTable table =
        asked.ask(
            new UsageQuery(
                asked.period().range(),
                null,
                by,
                asked.filters(),
                List.of(MEASURES),
                new UsageQuery.Order(Measure.RESPONSE_CACHE_SAVING, true),
                input.limit,
                null));
    UsageTable outcomes = asked.ask(asked.of(Measure.REQUESTS).by(Dimension.CACHE).top(10));
    UsageTable entries = asked.ask(entries(asked));
    return call.fit(
        table.rows().size(), rows -> answer(asked, total, table, outcomes, entries, rows, call));
  }

  /** The entries hit most. */
  private static UsageQuery entries(Asked asked) {
    List<Filter> known = new ArrayList<>(asked.filters());
    List<@Nullable String> none = new ArrayList<>();
    none.add(null);
    known.add(new Filter(By.of(Dimension.CACHE_ENTRY), none, true));
    return asked
        .of(Measure.CACHE_HITS, Measure.RESPONSE_CACHE_SAVING)
        .where(known)
        .by(Dimension.CACHE_ENTRY)
        .top(5);
  }

  private Answer<Output> answer(
      Asked asked,
      UsageTable total,
      UsageTable table,
      UsageTable outcomes,
      UsageTable entries,
      int shown,
      Call call) {
    UsageTable.Row all = total.only();
    BigDecimal hits = total.amount(all, Measure.CACHE_HITS);
    BigDecimal asks = hits.add(total.amount(all, Measure.CACHE_MISSES));
    BigDecimal saved = total.amount(all, Measure.RESPONSE_CACHE_SAVING);
    BigDecimal prompt = total.amount(all, Measure.PROMPT_CACHE_SAVING);
    String text =
        Text.paragraphs(
            "**Caching saved %s**: %s by answering %s of %s cacheable requests (%s) from our cache, %s by the providers' prompt caches (%s of input tokens read from them) (%s)."
                .formatted(
                    Amounts.dollars(saved.add(prompt)),
                    Amounts.dollars(saved),
                    Amounts.count(hits),
                    Amounts.count(asks),
                    Amounts.share(hits, asks),
                    Amounts.dollars(prompt),
                    Amounts.share(
                        total.amount(all, Measure.CACHE_READ_TOKENS),
                        total.amount(all, Measure.INPUT_TOKENS)),
                    asked.about()),
            "The period before: %s and %s."
                .formatted(
                    Amounts.dollars(total.amountBefore(all, Measure.RESPONSE_CACHE_SAVING)),
                    Amounts.dollars(total.amountBefore(all, Measure.PROMPT_CACHE_SAVING))),
            rates(table, shown),
            Tables.left(table, shown),
            outcomes(outcomes),
            entries(asked, entries),
            "A false-hit rate is known only where answers of the cache were checked; this ledger"
                + " holds no such checks.",
            asked.basis(total.amount(all, Measure.UNPRICED)),
            new FollowUps(call)
                .call("recommend_savings", "period", asked.again(), "where", asked.where())
                .call("get_usage_patterns", "period", asked.again())
                .toString(),
            Untrusted.LEGEND);
    return Answer.of(output(asked, total, table, shown), text);
  }

  private static String rates(UsageTable table, int shown) {
    Table text = table(table);
    for (UsageTable.Row row : table.rows().subList(0, shown)) {
      List<String> cells = new ArrayList<>();
      row.keys().forEach(key -> cells.add(Where.shown(key)));
      BigDecimal hits = table.amount(row, Measure.CACHE_HITS);
      BigDecimal asks = hits.add(table.amount(row, Measure.CACHE_MISSES));
      cells.add(Amounts.share(hits, asks));
      cells.add(Amounts.count(hits));
      cells.add(Amounts.dollars(table.amount(row, Measure.RESPONSE_CACHE_SAVING)));
      cells.add(Amounts.dollars(table.amount(row, Measure.PROMPT_CACHE_SAVING)));
      cells.add(
          Amounts.share(
              table.amount(row, Measure.CACHE_READ_TOKENS),
              table.amount(row, Measure.INPUT_TOKENS)));
      text.row(cells.toArray());
    }
    return text.isEmpty() ? "" : text.toString();
  }

  private static Table table(UsageTable table) {
    List<String> titles = new ArrayList<>();
    table.query().by().forEach(by -> titles.add(by.label()));
    titles.addAll(
        List.of("Hit rate:", "Hits:", "Saved:", "Saved by prompt cache:", "Input cached:"));
    return new Table(titles.toArray(String[]::new));
  }

  private static String outcomes(UsageTable outcomes) {
    List<String> texts =
        outcomes.rows().stream()
            .filter(row -> row.keys().getFirst() != null)
            .map(row ->
                row.keys().getFirst() + " " + Amounts.count(outcomes.amount(row, Measure.REQUESTS)))
            .toList();
    return texts.isEmpty()
        ? "No request went through a response cache."
        : "Outcomes: " + String.join(", ", texts) + ".";
  }

  private static String entries(Asked asked, UsageTable entries) {
    List<String> lines = new ArrayList<>();
    for (UsageTable.Row row : entries.rows()) {
      String entry = row.keys().getFirst();
      if (entry == null || entries.amount(row, Measure.CACHE_HITS).signum() == 0) {
        continue;
      }
      lines.add(
          "- %s: %s, saved %s%s"
              .formatted(
                  Untrusted.of(entry).inline(60),
                  Text.count(entries.amount(row, Measure.CACHE_HITS).longValue(), "hit"),
                  Amounts.dollars(entries.amount(row, Measure.RESPONSE_CACHE_SAVING)),
                  latest(asked, entry)));
    }
    return lines.isEmpty() ? "" : "Most used entries:\n" + String.join("\n", lines);
  }

  /** What the latest hit of an entry tells: its age, its similarity, its prompt where kept. */
  private static String latest(Asked asked, String entry) {
    List<Filter> filters = new ArrayList<>(asked.filters());
    filters.add(Filter.is(Dimension.CACHE_ENTRY, entry));
    return asked
        .ledger()
        .events(new EventSearch(asked.period().range(), filters, EventSearch.Order.NEWEST, 1, 0))
        .stream()
        .findFirst()
        .map(GetCacheAnalytics::words)
        .orElse("");
  }

  private static String words(UsageEvent hit) {
    StringBuilder words = new StringBuilder();
    if (hit.cache().ageSeconds() != null) {
      words
          .append(", ")
          .append(Amounts.age(hit.cache().ageSeconds()))
          .append(" old at the latest hit");
    }
    if (hit.cache().similarity() != null) {
      words.append(", similarity %.3f".formatted(hit.cache().similarity()));
    }
    if (hit.content().prompt() != null) {
      words.append(": ").append(Untrusted.of(hit.content().prompt()).inline(100));
    }
    return words.toString();
  }

  private static Output output(Asked asked, UsageTable total, UsageTable table, int shown) {
    UsageTable.Row all = total.only();
    BigDecimal hits = total.amount(all, Measure.CACHE_HITS);
    BigDecimal asks = hits.add(total.amount(all, Measure.CACHE_MISSES));
    List<Row> rows =
        table.rows().subList(0, shown).stream()
            .map(row -> {
              BigDecimal some = table.amount(row, Measure.CACHE_HITS);
              return new Row(
                  row.keys().stream().map(Where::key).toList(),
                  Amounts.ratio(some, some.add(table.amount(row, Measure.CACHE_MISSES))),
                  Amounts.plain(table.amount(row, Measure.RESPONSE_CACHE_SAVING)),
                  Amounts.plain(table.amount(row, Measure.PROMPT_CACHE_SAVING)));
            })
            .toList();
    return new Output(
        Period.text(asked.period().range()),
        Amounts.ratio(hits, asks),
        hits.longValue(),
        Amounts.plain(total.amount(all, Measure.RESPONSE_CACHE_SAVING)),
        Amounts.plain(total.amount(all, Measure.PROMPT_CACHE_SAVING)),
        rows);
  }

  /** A row; rates 0 to 1, dollars exact. */
  public record Row(
      List<Untrusted> keys, BigDecimal hitRate, BigDecimal saved, BigDecimal promptCacheSaved) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param(value = "dimensions; default task", max = 4) List<String> by,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Param(value = "rows", defaultValue = "20", min = 1, max = 200) int limit,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; rates 0 to 1, dollars exact. */
  public record Output(
      String period,
      BigDecimal hitRate,
      long hits,
      BigDecimal saved,
      BigDecimal promptCacheSaved,
      List<Row> rows) {}
}
