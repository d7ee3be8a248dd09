package dev.plumbline.stats.tools.choice;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.stats.analysis.Experiment;
import dev.plumbline.stats.analysis.Sample;
import dev.plumbline.stats.answer.Asked;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers what an experiment showed. */
public final class GetExperiment implements Question<GetExperiment.Input, GetExperiment.Output> {
  private static final int MOST = 50;
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_experiment",
          "Experiment",
          "What an experiment showed: cost, latency and quality by variant, with confidence"
              + " intervals, and a verdict. Without a name: the experiments there are.",
          Toolsets.CHOICE,
          Input.class,
          Output.class);

  private final Books books;

  public GetExperiment(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last 90 days", input.zone, null);
    UsageTable known =
        asked.ask(asked.of(Measure.REQUESTS, Measure.COST).by(Dimension.EXPERIMENT).top(MOST));
    List<String> names =
        known.rows().stream()
            .map(row -> row.keys().getFirst())
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .toList();
    if (input.experiment == null) {
      return list(asked, names, known, call);
    }
    String name = input.experiment.strip();
    if (!names.contains(name)) {
      throw unknown(name, names);
    }
    UsageTable variants = asked.ask(Experiment.query(asked.period().range(), name));
    checkBaseline(input.baseline, variants);
    Experiment experiment = Experiment.of(variants, input.baseline, Experiment.MARGIN);
    return answer(asked, name, experiment, call);
  }

  private static void checkBaseline(@Nullable String baseline, UsageTable variants) {
    List<String> names =
        variants.rows().stream()
            .map(row -> row.keys().getFirst())
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .toList();
    if (baseline != null && !names.contains(baseline)) {
      throw new Failure.NotFound(
          "The experiment has no variant %s.".formatted(Untrusted.of(baseline).inline(60)),
          "Its variants are %s."
              .formatted(
                  names.stream()
                      .map(it -> Untrusted.of(it).inline(60))
                      .collect(Collectors.joining(", "))));
    }
  }

  private static Failure unknown(String name, List<String> names) {
    List<String> shown = names.stream().map(it -> Untrusted.of(it).inline(60)).toList();
    return new Failure.NotFound(
        "No request of this period belongs to the experiment %s."
            .formatted(Untrusted.of(name).inline(60)),
        shown.isEmpty()
            ? "No experiment has any requests; choose a longer period."
            : "There are " + String.join(", ", shown) + ".");
  }

  private static Answer<Output> list(Asked asked, List<String> names, UsageTable known, Call call) {
    Table table = new Table("Experiment", "Requests:", "Spend:");
    FollowUps next = new FollowUps(call);
    for (UsageTable.Row row : known.rows()) {
      String name = row.keys().getFirst();
      if (name != null) {
        table.row(
            Where.shown(name),
            Amounts.count(known.amount(row, Measure.REQUESTS)),
            Amounts.dollars(known.amount(row, Measure.COST)));
        next.call("get_experiment", "experiment", name);
      }
    }
    String text =
        Text.paragraphs(
            "**%s** (%s).".formatted(Text.count(names.size(), "experiment"), asked.about()),
            table.isEmpty() ? "" : table.toString(),
            asked.basis(BigDecimal.ZERO),
            next.toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(names.stream().map(Untrusted::of).toList(), null, List.of()), text);
  }

  private static Answer<Output> answer(Asked asked, String name, Experiment experiment, Call call) {
    Table table =
        new Table("Variant", "Requests:", "Cost each:", "Latency:", "Quality:", "Errors:");
    row(table, experiment.baseline(), " (baseline)");
    experiment.challengers().forEach(it -> row(table, it.variant(), ""));
    List<String> verdicts = new ArrayList<>();
    for (Experiment.Comparison it : experiment.challengers()) {
      verdicts.add(verdict(experiment, it));
    }
    String text =
        Text.paragraphs(
            "**%s** (%s)".formatted(headline(name, experiment), asked.about()),
            table.toString(),
            String.join("\n", verdicts),
            "Intervals hold with %.0f%% confidence (Welch); a quality loss of up to %.2f counts as equal."
                .formatted(experiment.confidence() * 100, experiment.margin()),
            asked.basis(BigDecimal.ZERO),
            new FollowUps(call)
                .call(
                    "get_spend",
                    "by",
                    List.of("variant", "model"),
                    "where",
                    Map.of("experiment", name),
                    "period",
                    asked.again())
                .call("recommend_savings")
                .toString(),
            Untrusted.LEGEND);
    return Answer.of(output(name, experiment), text);
  }

  private static String headline(String name, Experiment experiment) {
    Experiment.Comparison first = experiment.challengers().getFirst();
    String winner =
        switch (first.verdict()) {
          case CHALLENGER_WINS -> Where.shown(first.variant().name()) + " wins";
          case BASELINE_WINS -> Where.shown(experiment.baseline().name()) + " wins";
          case NO_DIFFERENCE -> "no difference that matters";
          case TRADE_OFF -> "a trade-off";
          case NOT_ENOUGH_DATA -> "not enough data";
        };
    return "Experiment " + Untrusted.of(name).inline(60) + ": " + winner;
  }

  private static void row(Table table, Experiment.Variant variant, String mark) {
    table.row(
        Where.shown(variant.name()) + mark,
        Text.count(variant.requests()),
        Amounts.dollars(decimal(variant.cost().mean())),
        variant.latency().count() == 0 ? "–" : Amounts.millis(decimal(variant.latency().mean())),
        variant.quality().count() == 0
            ? "–"
            : "%.3f (%,d scored)".formatted(variant.quality().mean(), variant.quality().count()),
        Text.count(variant.errors()));
  }

  private static String verdict(Experiment experiment, Experiment.Comparison it) {
    String needed =
        it.needed() == 0 ? "" : " About %s more are needed.".formatted(Text.count(it.needed()));
    return "- %s against %s: %s%s%s%s%s"
        .formatted(
            Where.shown(it.variant().name()),
            Where.shown(experiment.baseline().name()),
            it.reason(),
            needed,
            difference(" Cost a request ", it.cost(), "$%.6f"),
            difference(" Latency in ms ", it.latency(), "%.0f"),
            difference(" Quality ", it.quality(), "%.3f"));
  }

  private static String difference(
      String what, Sample.@Nullable Difference difference, String format) {
    return difference == null
        ? ""
        : what
            + signed(format, difference.value())
            + " ("
            + signed(format, difference.low())
            + " to "
            + signed(format, difference.high())
            + ").";
  }

  private static String signed(String format, double value) {
    return (value < 0 ? "−" : "+") + String.format(Locale.ROOT, format, Math.abs(value));
  }

  private static BigDecimal decimal(double value) {
    return Double.isNaN(value) ? BigDecimal.ZERO : BigDecimal.valueOf(value);
  }

  private static Output output(String name, Experiment experiment) {
    List<Row> rows = new ArrayList<>();
    rows.add(row(experiment.baseline(), null, 0));
    experiment
        .challengers()
        .forEach(it ->
            rows.add(row(it.variant(), it.verdict().name().toLowerCase(Locale.ROOT), it.needed())));
    return new Output(List.of(Untrusted.of(name)), Where.key(experiment.baseline().name()), rows);
  }

  private static Row row(Experiment.Variant variant, @Nullable String verdict, long needed) {
    return new Row(
        Where.key(variant.name()),
        variant.requests(),
        Amounts.plain(variant.spend()),
        variant.quality().count() == 0 ? null : variant.quality().mean(),
        verdict,
        needed);
  }

  /** A variant; {@code needed} further requests that a verdict takes. */
  public record Row(
      Untrusted variant,
      long requests,
      BigDecimal spend,
      @Nullable Double quality,
      @Nullable String verdict,
      long needed) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param("its name") String experiment,
      @Nullable @Param("variant to compare to") String baseline,
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; the baseline comes first. */
  public record Output(
      List<Untrusted> experiments, @Nullable Untrusted baseline, List<Row> variants) {}
}
