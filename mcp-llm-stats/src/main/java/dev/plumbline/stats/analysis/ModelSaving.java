package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a task to a cheaper model whose answers to it were scored no worse.
 *
 * <p>No worse: the confidence interval of the difference in quality lies above the margin of {@link
 * Experiment#MARGIN}. The saving is the lesser of two: at the cheaper model's cost a request, and
 * at its cost a token.
 */
public final class ModelSaving implements SavingRule {
  private static final BigDecimal LEAST_REQUESTS = BigDecimal.valueOf(50);
  private static final long LEAST_SCORED = 30;
  private static final double CONFIDENCE = 0.95;
  private static final int LONGEST = 100;

  private record Model(String provider, String name) {}

  private record Choice(
      Model from,
      Tally used,
      Model to,
      Tally other,
      BigDecimal saving,
      Sample.Difference quality) {}

  @Override
  public UsageQuery query(TimeRange range, List<Filter> filters) {
    return UsageQuery.of(
            range,
            Measure.COST,
            Measure.REQUESTS,
            Measure.UNPRICED,
            Measure.TOKENS,
            Measure.SCORED,
            Measure.QUALITY_MEAN,
            Measure.QUALITY_SQUARES)
        .by(Dimension.TASK, Dimension.PROVIDER, Dimension.MODEL, Dimension.CACHE)
        .where(filters);
  }

  @Override
  public List<Recommendation> recommend(UsageTable table) {
    List<Recommendation> found = new ArrayList<>();
    Tally all = new Tally(table);
    Map<String, Tally> tasks =
        all.where(row -> !all.hit(row) && all.key(row, Dimension.TASK) != null)
            .by(row -> all.name(row, Dimension.TASK));
    tasks.forEach((task, tally) -> {
      Map<Model, Tally> models =
          tally.by(
              row -> new Model(all.name(row, Dimension.PROVIDER), all.name(row, Dimension.MODEL)));
      models.forEach(
          (model, used) -> best(model, used, models).ifPresent(c -> found.add(write(task, c))));
    });
    return found;
  }

  private static Optional<Choice> best(Model from, Tally used, Map<Model, Tally> models) {
    if (!usable(used)) {
      return Optional.empty();
    }
    return models.entrySet().stream()
        .filter(other -> !other.getKey().equals(from) && usable(other.getValue()))
        .map(other -> choice(from, used, other.getKey(), other.getValue()))
        .filter(choice -> choice.saving().signum() > 0)
        .filter(choice -> choice.quality().low() >= -Experiment.MARGIN)
        .max(Comparator.comparing(Choice::saving));
  }

  private static boolean usable(Tally tally) {
    return tally.sum(Measure.REQUESTS).compareTo(LEAST_REQUESTS) >= 0
        && tally.sum(Measure.UNPRICED).signum() == 0
        && tally.quality().count() >= LEAST_SCORED;
  }

  private static Choice choice(Model from, Tally used, Model to, Tally other) {
    BigDecimal byRequest =
        other.ratio(Measure.COST, Measure.REQUESTS).multiply(used.sum(Measure.REQUESTS));
    BigDecimal byToken =
        other.ratio(Measure.COST, Measure.TOKENS).multiply(used.sum(Measure.TOKENS));
    BigDecimal saving = used.sum(Measure.COST).subtract(byRequest.max(byToken));
    return new Choice(
        from,
        used,
        to,
        other,
        Money.exact(saving),
        other.quality().minus(used.quality(), CONFIDENCE));
  }

  private static Recommendation write(String task, Choice choice) {
    Tally used = choice.used();
    Tally other = choice.other();
    String evidence =
        "%s requests of %s to %s cost %s (%s each); %s was scored %s to its %s (difference at least %s) and costs %s each."
            .formatted(
                Figures.count(used.sum(Measure.REQUESTS)),
                task,
                choice.from().name(),
                Figures.dollars(used.sum(Measure.COST)),
                Figures.dollars(used.ratio(Measure.COST, Measure.REQUESTS)),
                choice.to().name(),
                Figures.number(other.quality().mean()),
                Figures.number(used.quality().mean()),
                Figures.number(choice.quality().low()),
                Figures.dollars(other.ratio(Measure.COST, Measure.REQUESTS)));
    return new Recommendation(
        Recommendation.Kind.CHEAPER_MODEL,
        "Answer %s with %s instead of %s".formatted(task, choice.to().name(), choice.from().name()),
        choice.saving(),
        Savings.perMonth(choice.saving(), used.table().query().range()),
        evidence,
        "The requests that were not scored are like those that were.",
        Recommendation.Risk.MEDIUM,
        "Both models may have seen different requests; move a tenth of the traffic first: applications ask for the alias instead of the model.",
        Recommendation.Call.of(
            "set_route",
            "alias",
            alias(task),
            "targets",
            List.of("%s*9|%s*1".formatted(path(choice.from()), path(choice.to())))));
  }

  /** The name that applications ask for instead of the model. */
  private static String alias(String task) {
    String plain = task.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return plain.isEmpty() ? "cheaper" : plain.substring(0, Math.min(plain.length(), LONGEST));
  }

  private static String path(Model model) {
    return model.provider() + "/" + model.name();
  }
}
