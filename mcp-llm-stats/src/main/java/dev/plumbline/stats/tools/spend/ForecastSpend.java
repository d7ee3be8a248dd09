package dev.plumbline.stats.tools.spend;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Block;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.stats.analysis.Sparkline;
import dev.plumbline.stats.answer.Asked;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Chart;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.analysis.Forecast;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers what spend will come to, and whether a budget lasts. */
public final class ForecastSpend implements Question<ForecastSpend.Input, ForecastSpend.Output> {
  private static final int HISTORY = 180;
  private static final double SHARE = 0.8;
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "forecast_spend",
          "Forecast spend",
          "What spend will come to by the end of the month (or another day), with an interval, and"
              + " whether and when a budget runs out.",
          Toolsets.SPEND,
          Input.class,
          Output.class);

  private final Books books;

  public ForecastSpend(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    ZoneId zone = books.zone(input.zone);
    Instant now = books.clock().instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate until = until(input.until, today);
    Asked asked = books.ask("last " + HISTORY + " days", "", input.zone, input.where);
    UsageTable days = asked.ask(asked.of(Measure.COST, Measure.UNPRICED).every(Grain.DAY));
    DailySeries series = DailySeries.of(days, Measure.COST);
    BigDecimal soFar = series.values().getLast();
    Forecast forecast =
        Forecast.of(
            new Forecast.Question(
                series.until(today.minusDays(1)),
                soFar,
                today.withDayOfMonth(1),
                until,
                input.budget,
                SHARE));
    BigDecimal unpriced =
        days.rows().stream()
            .map(row -> days.amount(row, Measure.UNPRICED))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return switch (forecast) {
      case Forecast.TooShort few -> tooShort(asked, few, until);
      case Forecast.Foretold told -> {
        List<Block> picture = input.chart ? chart(series, told).blocks() : List.of();
        yield call.fit(
            told.days().size(),
            rows -> answer(asked, told, until, series, soFar, unpriced, rows, picture, call));
      }
    };
  }

  private static LocalDate until(@Nullable String text, LocalDate today) {
    if (text == null) {
      return today.withDayOfMonth(today.lengthOfMonth());
    }
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException unreadable) {
      throw new Failure.InvalidInput(
          "%s is not a day.".formatted(Untrusted.of(text).inline(40)),
          "Write it as " + today.withDayOfMonth(today.lengthOfMonth()) + ".");
    }
  }

  private static Answer<Output> tooShort(Asked asked, Forecast.TooShort few, LocalDate until) {
    String text =
        Text.paragraphs(
            "**Not enough history for a forecast**: %s of usage, %d are needed. This month so far: %s."
                .formatted(
                    Text.count(few.days(), "complete day"),
                    few.needed(),
                    Amounts.dollars(few.spent())),
            asked.basis(BigDecimal.ZERO));
    return Answer.of(
        new Output(
            until, null, null, null, null, Amounts.plain(few.spent()), null, null, List.of()),
        text);
  }

  private static Answer<Output> answer(
      Asked asked,
      Forecast.Foretold told,
      LocalDate until,
      DailySeries series,
      BigDecimal soFar,
      BigDecimal unpriced,
      int shown,
      List<Block> picture,
      Call call) {
    BigDecimal spent = told.spent().add(soFar);
    String text =
        Text.paragraphs(
            "**%s by %s** (this month so far %s)%s."
                .formatted(
                    Amounts.dollars(told.total()), until, Amounts.dollars(spent), interval(told)),
            budget(told.budget()),
            accuracy(told),
            days(told, shown),
            "Last 28 days and forecast: " + spark(series, told),
            asked.basis(unpriced),
            new FollowUps(call)
                .call("explain_change", "period", "this_month", "where", asked.where())
                .call("recommend_savings", "where", asked.where())
                .toString());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Text(text));
    blocks.addAll(picture);
    return new Answer<>(output(told, until, spent, shown), blocks);
  }

  private static String interval(Forecast.Foretold told) {
    Forecast.Interval interval = told.interval();
    if (interval == null) {
      return "; the history is too short for an interval";
    }
    String measured =
        interval.coverage() == null
            ? "not yet measured"
            : "measured: %.0f%% of %d past forecasts"
                .formatted(interval.coverage() * 100, interval.tested());
    return ", %.0f%% interval %s to %s (%s)"
        .formatted(
            interval.share() * 100,
            Amounts.dollars(interval.low()),
            Amounts.dollars(interval.high()),
            measured);
  }

  private static String budget(Forecast.@Nullable BudgetOutlook budget) {
    if (budget == null) {
      return "";
    }
    String chance =
        budget.chance() == null
            ? ""
            : " After %.0f%% of past forecasts the total would have kept to it."
                .formatted(budget.chance() * 100);
    String outlook =
        budget.exhausted() == null
            ? "The budget of %s is expected to last.".formatted(Amounts.dollars(budget.budget()))
            : "The budget of %s is expected to **run out on %s**%s."
                .formatted(
                    Amounts.dollars(budget.budget()),
                    budget.exhausted(),
                    budget.earliest() == null || budget.earliest().equals(budget.exhausted())
                        ? ""
                        : ", on %s at the earliest".formatted(budget.earliest()));
    return outlook + " Left now: " + Amounts.dollars(budget.left()) + "." + chance;
  }

  private static String accuracy(Forecast.Foretold told) {
    return told.accuracies().isEmpty()
        ? ""
        : told.accuracies().stream()
            .map(it ->
                "%s %.1f%%"
                    .formatted(
                        it.method().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        it.totalError() * 100))
            .collect(
                Collectors.joining(
                    ", ", "Error of the total in past forecasts of this series: ", "."));
  }

  private static String days(Forecast.Foretold told, int shown) {
    Table table = new Table("Day", "Expected:", "Low:", "High:");
    for (Forecast.Day day : told.days().subList(0, shown)) {
      table.row(
          day.day(),
          Amounts.dollars(day.expected()),
          day.low() == null ? "–" : Amounts.dollars(day.low()),
          day.high() == null ? "–" : Amounts.dollars(day.high()));
    }
    return table.isEmpty() ? "" : table.toString();
  }

  private static String spark(DailySeries series, Forecast.Foretold told) {
    List<BigDecimal> values = new ArrayList<>(latest(series));
    told.days().forEach(day -> values.add(day.expected()));
    return Sparkline.of(values);
  }

  /** The complete days of the last four weeks. */
  private static List<BigDecimal> latest(DailySeries series) {
    int complete = series.size() - 1;
    return series.values().subList(Math.max(0, complete - 28), complete);
  }

  private static Chart chart(DailySeries series, Forecast.Foretold told) {
    List<Chart.Bar> bars = new ArrayList<>();
    int complete = series.size() - 1;
    for (int day = Math.max(0, complete - 28); day < complete; day++) {
      bars.add(new Chart.Bar(series.day(day).toString(), series.values().get(day), false));
    }
    told.days().forEach(it -> bars.add(new Chart.Bar(it.day().toString(), it.expected(), true)));
    return new Chart("Spend a day: known dark, expected light", bars);
  }

  private static Output output(
      Forecast.Foretold told, LocalDate until, BigDecimal spent, int shown) {
    Forecast.Interval interval = told.interval();
    Forecast.BudgetOutlook budget = told.budget();
    return new Output(
        until,
        cents(told.total()),
        interval == null ? null : cents(interval.low()),
        interval == null ? null : cents(interval.high()),
        interval == null ? null : interval.coverage(),
        Amounts.plain(spent),
        budget == null ? null : budget.exhausted() == null,
        budget == null ? null : budget.exhausted(),
        told.days().subList(0, shown).stream()
            .map(day -> new Row(day.day(), cents(day.expected())))
            .toList());
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN);
  }

  /** A day; dollars. */
  public record Row(LocalDate day, BigDecimal expected) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param("last day, ISO; default: end of month") String until,
      @Nullable @Param(value = "dollars for the month", min = 0) BigDecimal budget,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Param(value = "also a picture", defaultValue = "false") boolean chart,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; dollars; {@code coverage} is how often past intervals held. */
  public record Output(
      LocalDate until,
      @Nullable BigDecimal total,
      @Nullable BigDecimal low,
      @Nullable BigDecimal high,
      @Nullable Double coverage,
      BigDecimal spent,
      @Nullable Boolean budgetLasts,
      @Nullable LocalDate runsOut,
      List<Row> days) {}
}
