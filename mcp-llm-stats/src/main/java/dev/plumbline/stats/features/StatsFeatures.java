package dev.plumbline.stats.features;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.feature.Contents;
import dev.plumbline.mcp.feature.Resource;
import dev.plumbline.mcp.feature.ResourceTemplate;
import dev.plumbline.mcp.feature.TextTemplate;
import dev.plumbline.mcp.host.Features;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.LedgerHealth;
import dev.plumbline.usage.price.ModelPrices;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.catalog.Rate;
import dev.plumbline.usage.query.Dimension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The prompts, resources and completions of this program. */
public final class StatsFeatures {
  private static final String MARKDOWN = "text/markdown";
  private static final int PAGE_BYTES = 64 * 1024;
  private static final int MOST_DAYS = 60;

  private final Books books;
  private final Prices prices;
  private final Values values;

  private StatsFeatures(Books books, Prices prices) {
    this.books = books;
    this.prices = prices;
    this.values = new Values(books);
  }

  /** All of them. */
  public static Features all(Books books, Prices prices) {
    StatsFeatures features = new StatsFeatures(books, prices);
    return new Features(
        new StatsPrompts(features.values).all(), features.resources(), features.templates());
  }

  private List<Resource> resources() {
    return List.of(
        new Page(
            "ledger://health",
            "ledger health",
            "How fresh and complete the ledger is: sources, gaps, models without a price.",
            this::health),
        new Page(
            "prices://catalog",
            "price catalog",
            "The version of the prices in use, and the providers in it.",
            this::catalog));
  }

  private List<ResourceTemplate> templates() {
    List<ResourceTemplate> templates = new ArrayList<>();
    templates.add(
        new TextTemplate(
            "prices://model/{model}",
            "prices of a model",
            "A model's prices now, by unit, list and negotiated.",
            MARKDOWN,
            Map.of("model", values.of(Dimension.MODEL)),
            variables -> model(variables.getOrDefault("model", ""))));
    for (Dimension dimension :
        List.of(Dimension.DEPARTMENT, Dimension.USER, Dimension.TASK, Dimension.KEY)) {
      templates.add(
          new TextTemplate(
              "spend://" + dimension.label() + "/{name}",
              "spend of a " + dimension.label(),
              "What a " + dimension.label() + " spent this month, by model.",
              MARKDOWN,
              Map.of("name", values.of(dimension)),
              variables -> spend(dimension, variables.getOrDefault("name", ""))));
    }
    return List.copyOf(templates);
  }

  private String spend(Dimension dimension, String name) {
    return new SpendPage(books).text(dimension, name);
  }

  private String health() {
    LedgerHealth health = books.ledger().health();
    Table sources = new Table("Source", "Events:", "From", "To");
    health
        .sources()
        .forEach(it ->
            sources.row(
                Untrusted.of(it.name()).inline(60),
                Text.count(it.events()),
                it.first(),
                it.last()));
    Table unpriced = new Table("Provider", "Model", "Events:", "Tokens:");
    health
        .unpriced()
        .forEach(it ->
            unpriced.row(
                Untrusted.of(it.provider()).inline(60),
                Untrusted.of(it.model()).inline(80),
                Text.count(it.events()),
                Text.count(it.tokens())));
    List<LocalDate> empty = health.emptyDays();
    return Text.paragraphs(
        "# Ledger health",
        "%s in %s%s."
            .formatted(
                Text.count(health.events(), "event"),
                Untrusted.of(books.ledger().location()).inline(120),
                health.sample() ? ", **sample data**" : ""),
        "Newest event: %s. Oldest: %s.".formatted(health.last(), health.first()),
        sources.isEmpty() ? "" : "## Sources\n\n" + sources,
        unpriced.isEmpty()
            ? "Every event has a price."
            : "## Without a known price\n\n" + unpriced + "\n\nAdd prices: docs/guides/prices.md.",
        empty.isEmpty()
            ? "No day between is empty."
            : "## Days without any event\n\n"
                + empty.stream()
                    .limit(MOST_DAYS)
                    .map(LocalDate::toString)
                    .collect(Collectors.joining(", "))
                + (empty.size() > MOST_DAYS
                    ? " and %d more".formatted(empty.size() - MOST_DAYS)
                    : ""),
        Untrusted.LEGEND);
  }

  private String catalog() {
    Map<String, Long> counts =
        prices.models(Optional.empty(), "", books.clock().instant()).stream()
            .collect(Collectors.groupingBy(ModelPrices::provider, Collectors.counting()));
    Table table = new Table("Provider", "Models:");
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(it -> table.row(Untrusted.of(it.getKey()).inline(60), Text.count(it.getValue())));
    return Text.paragraphs(
        "# Prices",
        "Version " + Untrusted.of(prices.version()).inline(80) + ".",
        table.toString(),
        "One model: prices://model/{model}, or list_models.",
        Untrusted.LEGEND);
  }

  private String model(String name) {
    List<ModelPrices> found =
        prices.models(Optional.empty(), name.strip(), books.clock().instant());
    Table table = new Table("Provider", "Model", "Unit", "List:", "Paid:");
    for (ModelPrices model : found.subList(0, Math.min(50, found.size()))) {
      model
          .paid()
          .forEach((unit, rate) -> {
            Rate list = model.list().get(unit);
            table.row(
                Untrusted.of(model.provider()).inline(40),
                Untrusted.of(model.model()).inline(80),
                unit,
                list == null ? "–" : "$" + Amounts.plain(list.base()).toPlainString(),
                "$" + Amounts.plain(rate.base()).toPlainString());
          });
    }
    return Text.cutBytes(
        Text.paragraphs(
            "# Prices of %s".formatted(Where.shown(name)),
            table.isEmpty() ? "No model has this in its name." : table.toString(),
            "Version " + Untrusted.of(prices.version()).inline(80) + ".",
            Untrusted.LEGEND),
        PAGE_BYTES);
  }

  /** A text that a client reads by a fixed address. */
  private record Page(String uri, String name, String description, Supplier<String> text)
      implements Resource {
    @Override
    public String mimeType() {
      return MARKDOWN;
    }

    @Override
    public Contents read() {
      return new Contents.Text(text.get());
    }
  }
}
