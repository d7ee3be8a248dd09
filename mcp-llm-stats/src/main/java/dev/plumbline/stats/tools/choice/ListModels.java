package dev.plumbline.stats.tools.choice;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
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
import dev.plumbline.usage.price.ModelPrices;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.catalog.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers which models there are and what they cost. */
public final class ListModels implements Question<ListModels.Input, ListModels.Output> {
  private static final String INPUT = "input_mtok";
  private static final String CACHED = "cache_read_mtok";
  private static final String OUTPUT = "output_mtok";
  private static final Comparator<@Nullable BigDecimal> LAST =
      Comparator.nullsLast(Comparator.naturalOrder());
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_models",
          "Models and prices",
          "Models with their prices per million tokens, cheapest input first; by provider or part"
              + " of the name.",
          Toolsets.CHOICE,
          Input.class,
          Output.class);

  private final Books books;
  private final Prices prices;

  public ListModels(Books books, Prices prices) {
    this.books = books;
    this.prices = prices;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Instant now = books.clock().instant();
    List<ModelPrices> found =
        prices
            .models(
                Optional.ofNullable(input.provider).map(String::strip),
                input.text == null ? "" : input.text.strip(),
                now)
            .stream()
            .filter(model -> input.deprecated || !model.deprecated())
            .sorted(Comparator.comparing(model -> dollars(model, INPUT), LAST))
            .toList();
    if (found.isEmpty()) {
      throw nothing(input, now);
    }
    int rows = Math.min(input.limit, found.size());
    return call.fit(rows, shown -> answer(found, shown, call));
  }

  private Failure nothing(Input input, Instant now) {
    List<ModelPrices> all = prices.models(Optional.empty(), "", now);
    String provider = input.provider == null ? "" : input.provider.strip();
    List<String> providers = all.stream().map(ModelPrices::provider).distinct().toList();
    boolean known = provider.isEmpty() || providers.stream().anyMatch(provider::equalsIgnoreCase);
    String text = input.text == null ? "" : input.text.strip();
    List<String> models =
        all.stream()
            .filter(it -> provider.isEmpty() || it.provider().equalsIgnoreCase(provider))
            .map(ModelPrices::model)
            .distinct()
            .toList();
    return new Failure.NotFound(
        "No model%s%s has a known price."
            .formatted(
                text.isEmpty() ? "" : " with %s in its name".formatted(shown(text)),
                provider.isEmpty() ? "" : " of %s".formatted(shown(provider))),
        (known ? Nearest.hint(text, models) : Nearest.hint(provider, providers)).strip());
  }

  private static String shown(String text) {
    return Untrusted.of(text).inline(60);
  }

  private Answer<Output> answer(List<ModelPrices> found, int shown, Call call) {
    Table table = new Table("Model", "Provider", "Input:", "Cached:", "Output:", "Context:");
    List<ModelPrices> models = found.subList(0, shown);
    for (ModelPrices model : models) {
      Long window = model.contextWindow();
      table.row(
          Untrusted.of(model.model()).inline(80) + (model.deprecated() ? " (deprecated)" : ""),
          Untrusted.of(model.provider()).inline(40),
          shown(model, INPUT),
          shown(model, CACHED),
          shown(model, OUTPUT),
          window == null ? "–" : Amounts.count(BigDecimal.valueOf(window)));
    }
    FollowUps next = new FollowUps(call);
    models.stream()
        .findFirst()
        .ifPresent(it ->
            next.call(
                "estimate_cost",
                "provider",
                it.provider(),
                "model",
                it.model(),
                "usage",
                Map.of("input_tokens", "10000", "output_tokens", "500")));
    String text =
        Text.paragraphs(
            "**%s** (dollars per million tokens; prices %s)."
                .formatted(
                    Text.count(found.size(), "model"), Untrusted.of(prices.version()).inline(60)),
            table.isEmpty() ? "" : table.toString(),
            shown < found.size()
                ? "%d of %d shown; narrow by provider or text, or ask with a higher limit."
                    .formatted(shown, found.size())
                : "",
            next.toString(),
            Untrusted.LEGEND);
    List<Row> rows =
        models.stream()
            .map(model ->
                new Row(
                    Untrusted.of(model.provider()),
                    Untrusted.of(model.model()),
                    dollars(model, INPUT),
                    dollars(model, CACHED),
                    dollars(model, OUTPUT)))
            .toList();
    return Answer.of(new Output(found.size(), rows), text);
  }

  private static String shown(ModelPrices model, String key) {
    BigDecimal price = dollars(model, key);
    Rate rate = model.paid().get(key);
    return price == null || rate == null
        ? "–"
        : "$" + Amounts.plain(price).toPlainString() + (rate.tiers().isEmpty() ? "" : "+");
  }

  private static @Nullable BigDecimal dollars(ModelPrices model, String key) {
    Rate rate = model.paid().get(key);
    return rate == null ? null : rate.base();
  }

  /** A model; dollars per million tokens. */
  public record Row(
      Untrusted provider,
      Untrusted model,
      @Nullable BigDecimal input,
      @Nullable BigDecimal cached,
      @Nullable BigDecimal output) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param("part of the name") String text,
      @Nullable @Param("provider") String provider,
      @Param(value = "deprecated ones too", defaultValue = "false") boolean deprecated,
      @Param(value = "rows", defaultValue = "30", min = 1, max = 300) int limit) {}

  /** The answer; dollars per million tokens. */
  public record Output(int total, List<Row> models) {}
}
