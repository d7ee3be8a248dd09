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
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.usage.price.Estimate;
import dev.plumbline.usage.price.ModelUse;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.catalog.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers what usage would cost. */
public final class EstimateCost implements Question<EstimateCost.Input, EstimateCost.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "estimate_cost",
          "Estimate cost",
          "What usage of a model costs, by unit, service tier and time. Needs no ledger.",
          Toolsets.CHOICE,
          Input.class,
          Output.class);

  private final Books books;
  private final Prices prices;

  public EstimateCost(Books books, Prices prices) {
    this.books = books;
    this.prices = prices;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Instant time = input.at == null ? books.clock().instant() : input.at;
    ModelUse use =
        ModelUse.of(input.provider == null ? "" : input.provider.strip(), input.model.strip(), time)
            .in(input.serviceTier == null ? null : input.serviceTier.strip());
    Usage usage = new Usage(new TreeMap<>(input.usage), input.requests);
    Estimate estimate = prices.estimate(use, usage);
    Table table = new Table("Unit", "Amount:", "Cost:");
    estimate.lines().stream()
        .filter(line -> line.quantity().signum() != 0)
        .forEach(line ->
            table.row(
                line.unit().key(),
                Amounts.plain(line.quantity()).toPlainString(),
                "$" + Amounts.plain(line.amount()).toPlainString()));
    String text =
        Text.paragraphs(
            "**$%s** on %s of %s, %s tier%s."
                .formatted(
                    Amounts.plain(estimate.cost()).toPlainString(),
                    Untrusted.of(estimate.model()).inline(80),
                    Untrusted.of(estimate.provider()).inline(60),
                    Untrusted.of(estimate.tier()).inline(30),
                    list(estimate)),
            table.isEmpty() ? "" : table.toString(),
            estimate.unpriced().isEmpty()
                ? ""
                : "No price covers: " + String.join(", ", estimate.unpriced()) + ".",
            "Prices: " + Untrusted.of(estimate.catalog()).inline(80) + ", as of " + time + ".",
            new FollowUps(call).call("list_models", "text", input.model).toString(),
            Untrusted.LEGEND);
    return Answer.of(output(estimate), text);
  }

  private static String list(Estimate estimate) {
    BigDecimal list = estimate.listCost();
    return list == null || list.compareTo(estimate.cost()) == 0
        ? ""
        : "; $" + Amounts.plain(list).toPlainString() + " at list prices";
  }

  private static Output output(Estimate estimate) {
    Map<String, BigDecimal> parts = new LinkedHashMap<>();
    estimate
        .lines()
        .forEach(
            line -> parts.merge(line.unit().key(), Amounts.plain(line.amount()), BigDecimal::add));
    BigDecimal list = estimate.listCost();
    return new Output(
        Untrusted.of(estimate.provider()),
        Untrusted.of(estimate.model()),
        Amounts.plain(estimate.cost()),
        list == null ? null : Amounts.plain(list),
        parts,
        estimate.unpriced().stream().map(Untrusted::of).toList());
  }

  /** The arguments. */
  public record Input(
      @Param("model") String model,
      @Nullable @Param("its provider") String provider,
      @Param(
              "input_tokens (all input), cache_read_tokens, cache_write_tokens, output_tokens,"
                  + " web_searches …")
          Map<String, BigDecimal> usage,
      @Nullable @Param("batch, flex, priority") String serviceTier,
      @Nullable @Param("when; default now") Instant at,
      @Param(value = "requests", defaultValue = "1", min = 1) long requests) {}

  /** The answer; dollars exact. */
  public record Output(
      Untrusted provider,
      Untrusted model,
      BigDecimal cost,
      @Nullable BigDecimal listCost,
      Map<String, BigDecimal> parts,
      List<Untrusted> unpriced) {}
}
