package dev.plumbline.stats.tools.choice;

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
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.price.Comparison;
import dev.plumbline.usage.price.Estimate;
import dev.plumbline.usage.price.ModelUse;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.catalog.Usage;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers what the same traffic would have cost on other models. */
public final class ComparePrices implements Question<ComparePrices.Input, ComparePrices.Output> {
  private static final int KNOWN = 30;
  private static final int MOST_PROBLEMS = 5;
  private static final Measure[] MEASURES = {
    Measure.COST,
    Measure.REQUESTS,
    Measure.INPUT_TOKENS,
    Measure.CACHE_READ_TOKENS,
    Measure.CACHE_WRITE_TOKENS,
    Measure.OUTPUT_TOKENS,
    Measure.UNPRICED
  };
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "compare_prices",
          "Compare prices",
          "What the traffic of a period would have cost on other models, cheapest first.",
          Toolsets.CHOICE,
          Input.class,
          Output.class);

  private final Books books;
  private final Prices prices;

  public ComparePrices(Books books, Prices prices) {
    this.books = books;
    this.prices = prices;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last 30 days", input.zone, input.where);
    UsageTable total = asked.ask(asked.of(MEASURES));
    Usage usage = usage(total);
    List<ModelUse> uses = uses(asked, input);
    List<Comparison> compared =
        prices.compare(uses, usage).stream()
            .sorted(Comparator.comparing(it -> whole(it) == null))
            .toList();
    return call.fit(compared.size(), shown -> answer(asked, total, compared, shown, call));
  }

  private static Usage usage(UsageTable total) {
    UsageTable.Row all = total.only();
    SortedMap<String, BigDecimal> amounts = new TreeMap<>();
    amounts.put("input_tokens", total.amount(all, Measure.INPUT_TOKENS));
    amounts.put("cache_read_tokens", total.amount(all, Measure.CACHE_READ_TOKENS));
    amounts.put("cache_write_tokens", total.amount(all, Measure.CACHE_WRITE_TOKENS));
    amounts.put("output_tokens", total.amount(all, Measure.OUTPUT_TOKENS));
    amounts.values().removeIf(amount -> amount.signum() == 0);
    return new Usage(amounts, total.amount(all, Measure.REQUESTS).longValue());
  }

  /** The models named, else those that the ledger knows. */
  private List<ModelUse> uses(Asked asked, Input input) {
    List<ModelUse> uses = new ArrayList<>();
    if (input.models != null && !input.models.isEmpty()) {
      for (String name : input.models) {
        int slash = name.indexOf('/');
        uses.add(
            ModelUse.of(
                slash < 0 ? "" : name.substring(0, slash).strip(),
                name.substring(slash + 1).strip(),
                books.clock().instant()));
      }
      return uses;
    }
    UsageTable known =
        books
            .ledger()
            .query(
                UsageQuery.of(asked.period().range(), Measure.COST)
                    .by(Dimension.PROVIDER, Dimension.MODEL)
                    .top(KNOWN));
    for (UsageTable.Row row : known.rows()) {
      String provider = row.keys().getFirst();
      String model = row.keys().get(1);
      if (provider != null && model != null) {
        uses.add(ModelUse.of(provider, model, books.clock().instant()));
      }
    }
    return uses;
  }

  private static Answer<Output> answer(
      Asked asked, UsageTable total, List<Comparison> compared, int shown, Call call) {
    BigDecimal paid = total.amount(total.only(), Measure.COST);
    Table table = new Table("Model", "Provider", "Would have cost:", "Against paid:");
    List<Comparison> rows = compared.subList(0, shown);
    for (Comparison it : rows) {
      Estimate estimate = whole(it);
      table.row(
          Untrusted.of(it.model()).inline(80),
          Untrusted.of(it.provider()).inline(40),
          estimate == null ? missing(it) : Amounts.dollars(estimate.cost()),
          estimate == null ? "–" : Amounts.growth(estimate.cost(), paid));
    }
    String text =
        Text.paragraphs(
            "**%s were paid** for %s: %s input (%s from prompt caches) and %s output tokens (%s)."
                .formatted(
                    Amounts.dollars(paid),
                    Text.count(total.amount(total.only(), Measure.REQUESTS).longValue(), "request"),
                    Amounts.count(total.amount(total.only(), Measure.INPUT_TOKENS)),
                    Amounts.share(
                        total.amount(total.only(), Measure.CACHE_READ_TOKENS),
                        total.amount(total.only(), Measure.INPUT_TOKENS)),
                    Amounts.count(total.amount(total.only(), Measure.OUTPUT_TOKENS)),
                    asked.about()),
            table.isEmpty() ? "" : table.toString(),
            shown < compared.size() ? "%d of %d shown.".formatted(shown, compared.size()) : "",
            problems(compared),
            "At today's prices and the same tokens: another model counts and writes tokens"
                + " differently, and price tiers are taken for the average request. Quality is not"
                + " compared; get_experiment does that.",
            asked.basis(total.amount(total.only(), Measure.UNPRICED)),
            new FollowUps(call)
                .call("recommend_savings", "period", asked.again())
                .call("get_experiment")
                .toString(),
            Untrusted.LEGEND);
    List<Row> output =
        rows.stream()
            .map(it -> new Row(Untrusted.of(it.provider()), Untrusted.of(it.model()), cost(it)))
            .toList();
    return Answer.of(
        new Output(Period.text(asked.period().range()), Amounts.plain(paid), output), text);
  }

  /** The estimate, where it covers all that was used. */
  private static @Nullable Estimate whole(Comparison it) {
    Estimate estimate = it.estimate();
    return estimate == null || !estimate.unpriced().isEmpty() ? null : estimate;
  }

  private static @Nullable BigDecimal cost(Comparison it) {
    Estimate estimate = whole(it);
    return estimate == null ? null : Amounts.plain(estimate.cost());
  }

  private static String problems(List<Comparison> compared) {
    return compared.stream()
        .filter(it -> it.problem() != null)
        .limit(MOST_PROBLEMS)
        .map(it -> "- " + Untrusted.of(it.problem()).inline(240))
        .collect(Collectors.joining("\n"));
  }

  private static String missing(Comparison it) {
    Estimate estimate = it.estimate();
    return estimate == null
        ? "no price"
        : "no price for " + Untrusted.of(String.join(", ", estimate.unpriced())).inline(60);
  }

  /** A model; dollars. */
  public record Row(Untrusted provider, Untrusted model, @Nullable BigDecimal cost) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(value = "provider/model; default: those in the ledger", max = 50)
          List<String> models,
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; dollars. */
  public record Output(String period, BigDecimal paid, List<Row> models) {}
}
