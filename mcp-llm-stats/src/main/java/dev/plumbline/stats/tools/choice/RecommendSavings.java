package dev.plumbline.stats.tools.choice;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.stats.analysis.Recommendation;
import dev.plumbline.stats.analysis.SavingRule;
import dev.plumbline.stats.analysis.Savings;
import dev.plumbline.stats.answer.Asked;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers how to spend less. */
public final class RecommendSavings
    implements Question<RecommendSavings.Input, RecommendSavings.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "recommend_savings",
          "Savings",
          "Ways to spend less, largest first: dollars computed from the ledger, evidence, risk, and"
              + " the call, or the change by hand, that carries it out.",
          Toolsets.CHOICE,
          Input.class,
          Output.class);

  private final Books books;

  public RecommendSavings(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last 30 days", input.zone, input.where);
    List<Recommendation> all = new ArrayList<>();
    for (SavingRule rule : Savings.rules()) {
      all.addAll(rule.recommend(asked.ask(rule.query(asked.period().range(), asked.filters()))));
    }
    List<Recommendation> ranked = Savings.rank(all, input.least);
    UsageTable total = asked.ask(asked.of(Measure.COST, Measure.UNPRICED));
    return call.fit(
        Math.min(input.limit, ranked.size()), rows -> answer(asked, total, ranked, rows, call));
  }

  private static Answer<Output> answer(
      Asked asked, UsageTable total, List<Recommendation> ranked, int shown, Call call) {
    BigDecimal spend = total.amount(total.only(), Measure.COST);
    List<Recommendation> rows = ranked.subList(0, shown);
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      list.append(words(i + 1, rows.get(i), call)).append("\n");
    }
    String text =
        Text.paragraphs(
            rows.isEmpty()
                ? "**Nothing worth changing was found** in %s of spend (%s)."
                    .formatted(Amounts.dollars(spend), asked.about())
                : "**%s**, the largest worth %s a month; %s were spent (%s). They may concern the same requests, so do not add them up."
                    .formatted(
                        Text.count(ranked.size(), "way") + " to save",
                        Amounts.dollars(rows.getFirst().perMonth()),
                        Amounts.dollars(spend),
                        asked.about()),
            list.toString().stripTrailing(),
            shown < ranked.size() ? "%d of %d shown.".formatted(shown, ranked.size()) : "",
            asked.basis(total.amount(total.only(), Measure.UNPRICED)),
            new FollowUps(call)
                .call("compare_prices", "period", asked.again(), "where", asked.where())
                .call("get_cache_analytics", "period", asked.again())
                .toString(),
            Untrusted.LEGEND);
    return Answer.of(
        new Output(
            Period.text(asked.period().range()),
            Amounts.plain(spend),
            rows.stream().map(RecommendSavings::row).toList()),
        text);
  }

  private static String words(int number, Recommendation it, Call call) {
    return "%d. **%s: %s a month** (%s over the period). %s %s Risk: %s. %s\n   %s"
        .formatted(
            number,
            Untrusted.of(it.title()).inline(160),
            Amounts.dollars(it.perMonth()),
            Amounts.dollars(it.saving()),
            Untrusted.of(it.evidence()).inline(400),
            Untrusted.of(it.assumption()).inline(300),
            it.risk().name().toLowerCase(Locale.ROOT),
            Untrusted.of(it.caution()).inline(300),
            switch (it.way()) {
              case Recommendation.ByHand hand -> Untrusted.of(hand.change()).inline(400);
              case Recommendation.Call way ->
                  "Carried out with `%s` and %s%s."
                      .formatted(
                          way.tool(),
                          arguments(way),
                          call.offers(way.tool()) ? "" : " (a tool of mcp-cost-admin)");
            });
  }

  private static String arguments(Recommendation.Call way) {
    return way.arguments().entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + Untrusted.of(String.valueOf(entry.getValue())).inline(160))
        .collect(Collectors.joining(", "));
  }

  private static Row row(Recommendation it) {
    Recommendation.Call way = it.way() instanceof Recommendation.Call known ? known : null;
    return new Row(
        it.kind().name().toLowerCase(Locale.ROOT),
        Untrusted.of(it.title()),
        it.perMonth().setScale(2, RoundingMode.HALF_EVEN),
        it.risk().name().toLowerCase(Locale.ROOT),
        way == null ? null : way.tool(),
        way == null ? null : structured(way.arguments()),
        it.way() instanceof Recommendation.ByHand hand ? Untrusted.of(hand.change()) : null);
  }

  private static Map<String, Object> structured(Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>();
    arguments.forEach((name, value) -> all.put(name, untrusted(value)));
    return all;
  }

  private static Object untrusted(Object value) {
    return switch (value) {
      case String text -> Untrusted.of(text);
      case List<?> list -> list.stream().map(RecommendSavings::untrusted).toList();
      default -> value;
    };
  }

  /**
   * A way to save; dollars.
   *
   * @param tool of mcp-cost-admin; null where it is done by hand
   */
  public record Row(
      String kind,
      Untrusted title,
      BigDecimal perMonth,
      String risk,
      @Nullable String tool,
      @Nullable Map<String, Object> arguments,
      @Nullable Untrusted byHand) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Param(value = "dollars a month at least", defaultValue = "1", min = 0) BigDecimal least,
      @Param(value = "rows", defaultValue = "8", min = 1, max = 50) int limit,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; dollars. */
  public record Output(String period, BigDecimal spend, List<Row> savings) {}
}
