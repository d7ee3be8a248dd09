package dev.plumbline.stats.tools.spend;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.stats.analysis.Leak;
import dev.plumbline.stats.analysis.Leaks;
import dev.plumbline.stats.answer.Asked;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.analysis.Anomalies;
import dev.plumbline.usage.analysis.Anomaly;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers when spend was out of line, and what leaks. */
public final class DetectAnomalies
    implements Question<DetectAnomalies.Input, DetectAnomalies.Output> {
  private static final int CAUSES = 4;
  private static final int MOST_LEAKS = 5;
  private static final int MOST_VALUES = 200;
  private static final List<Dimension> SLICES =
      List.of(Dimension.DEPARTMENT, Dimension.MODEL, Dimension.USER, Dimension.TASK, Dimension.KEY);
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "detect_anomalies",
          "Anomalies",
          "Days whose spend is out of line for their weekday, how much, and which team, user, model"
              + " or key caused it; and quiet leaks that grow over weeks.",
          Toolsets.SPEND,
          Input.class,
          Output.class);

  private final Books books;

  public DetectAnomalies(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    ZoneId zone = books.zone(input.zone);
    LocalDate yesterday = LocalDate.ofInstant(books.clock().instant(), zone).minusDays(1);
    LocalDate first = yesterday.minusDays(input.days - 1L);
    LocalDate start = first.minusDays(Anomalies.HISTORY_DAYS);
    TimeRange range = TimeRange.ofDays(start, yesterday, zone);
    Asked asked = books.ask(start + ".." + yesterday, "", input.zone, input.where);
    UsageTable days = asked.ask(asked.of(Measure.COST).every(Grain.DAY));
    List<Anomaly> anomalies =
        Anomalies.detect(DailySeries.of(days, Measure.COST)).stream()
            .filter(it -> !it.last().isBefore(first))
            .sorted(Comparator.comparing((Anomaly it) -> it.amount().abs()).reversed())
            .toList();
    Map<String, Map<String, DailySeries>> slices = anomalies.isEmpty() ? Map.of() : slices(asked);
    List<Found> found =
        anomalies.stream()
            .map(it -> new Found(it, Anomalies.causes(it, slices).stream().limit(CAUSES).toList()))
            .toList();
    List<Leak> leaks = new ArrayList<>();
    for (Dimension dimension : List.of(Dimension.KEY, Dimension.USER)) {
      leaks.addAll(Leaks.find(asked.ask(Leaks.query(range, largest(asked, dimension), dimension))));
    }
    List<Leak> largest =
        leaks.stream()
            .filter(leak -> !leak.value().equals(Where.NONE))
            .sorted(Comparator.comparing(Leak::extraPerMonth).reversed())
            .limit(MOST_LEAKS)
            .toList();
    return call.fit(
        found.size(), rows -> answer(asked, first, yesterday, found, largest, rows, call));
  }

  /** Keeps to the values that most was spent on, where there are too many to look at each. */
  private static List<Filter> largest(Asked asked, Dimension dimension) {
    UsageTable values = asked.ask(asked.of(Measure.COST).by(dimension).top(MOST_VALUES));
    if (!values.more()) {
      return asked.filters();
    }
    List<Filter> filters = new ArrayList<>(asked.filters());
    List<@Nullable String> names = new ArrayList<>();
    values.rows().forEach(row -> names.add(row.keys().getFirst()));
    filters.add(new Filter(By.of(dimension), names, false));
    return filters;
  }

  private record Found(Anomaly anomaly, List<Anomaly.Cause> causes) {}

  private static Map<String, Map<String, DailySeries>> slices(Asked asked) {
    Map<String, Map<String, DailySeries>> slices = new LinkedHashMap<>();
    for (Dimension dimension : SLICES) {
      UsageTable table =
          asked.ask(
              asked
                  .of(Measure.COST)
                  .every(Grain.DAY)
                  .by(dimension)
                  .where(largest(asked, dimension)));
      Map<String, DailySeries> series = DailySeries.by(table, 0, Measure.COST);
      if (!series.keySet().equals(Set.of(Where.NONE))) {
        slices.put(dimension.label(), series);
      }
    }
    return slices;
  }

  private static Answer<Output> answer(
      Asked asked,
      LocalDate first,
      LocalDate last,
      List<Found> found,
      List<Leak> leaks,
      int shown,
      Call call) {
    List<String> parts = new ArrayList<>();
    for (Found it : found.subList(0, shown)) {
      parts.add(words(it));
    }
    String text =
        Text.paragraphs(
            "**%s and %s** from %s to %s (%s)."
                .formatted(
                    found.size() == 1 ? "1 anomaly" : found.size() + " anomalies",
                    leaks.size() == 1 ? "1 quiet leak" : leaks.size() + " quiet leaks",
                    first,
                    last,
                    asked.period().range().zone()),
            String.join("\n", parts),
            shown < found.size() ? "%d of %d anomalies shown.".formatted(shown, found.size()) : "",
            leaks.isEmpty()
                ? ""
                : leaks.stream().map(DetectAnomalies::words).collect(Collectors.joining("\n")),
            "A day counts when it is more than 3.5 robust deviations and a fifth away from what its"
                + " weekday made likely; judged from the eight weeks before.",
            asked.basis(),
            next(found, leaks, call),
            Untrusted.LEGEND);
    return Answer.of(output(found, leaks, shown), text);
  }

  private static String words(Found found) {
    Anomaly anomaly = found.anomaly();
    String days =
        anomaly.first().equals(anomaly.last())
            ? anomaly.first().toString()
            : anomaly.first() + " to " + anomaly.last();
    String causes =
        found.causes().stream()
            .map(cause ->
                "%s %s (%s)"
                    .formatted(
                        cause.dimension(),
                        Untrusted.of(cause.value()).inline(60),
                        Amounts.change(cause.amount())))
            .collect(Collectors.joining(", "));
    return "- **%s: %s** (%s instead of %s, %.1f deviations)%s"
        .formatted(
            days,
            Amounts.change(anomaly.amount()),
            Amounts.dollars(anomaly.actual()),
            Amounts.dollars(anomaly.expected()),
            anomaly.score(),
            causes.isEmpty() ? "; spread over everything" : "; behind it: " + causes);
  }

  private static String words(Leak leak) {
    String what =
        switch (leak.what()) {
          case PROMPT_LENGTH ->
              "input tokens a request went from %,.0f to %,.0f"
                  .formatted(leak.before(), leak.now());
          case ATTEMPTS ->
              "attempts a request went from %.2f to %.2f".formatted(leak.before(), leak.now());
        };
    return "- **Leak: %s %s**: %s %s %s; %s more so far, %s a month at this rate"
        .formatted(
            leak.dimension(),
            Untrusted.of(leak.value()).inline(60),
            what,
            leak.shape() == Leak.Shape.CREEPING ? "little by little since" : "at once on",
            leak.since(),
            Amounts.dollars(leak.extra()),
            Amounts.dollars(leak.extraPerMonth()));
  }

  private static String next(List<Found> found, List<Leak> leaks, Call call) {
    FollowUps next = new FollowUps(call);
    if (!found.isEmpty()) {
      Anomaly anomaly = found.getFirst().anomaly();
      next.call(
          "search_requests",
          "period",
          anomaly.first() + ".." + anomaly.last(),
          "where",
          found.getFirst().causes().stream()
              .findFirst()
              .map(cause -> Map.of(cause.dimension(), cause.value()))
              .orElse(null),
          "order",
          "cost");
    }
    leaks.stream()
        .findFirst()
        .ifPresent(leak ->
            next.call(
                "query_usage",
                "measures",
                List.of("requests", "input_tokens", "retries", "cost"),
                "grain",
                "week",
                "period",
                "last_90_days",
                "where",
                Map.of(leak.dimension(), leak.value())));
    return next.toString();
  }

  private static Output output(List<Found> found, List<Leak> leaks, int shown) {
    return new Output(
        found.subList(0, shown).stream()
            .map(it ->
                new Row(
                    it.anomaly().first(),
                    it.anomaly().last(),
                    cents(it.anomaly().actual()),
                    cents(it.anomaly().expected()),
                    it.causes().stream()
                        .map(cause ->
                            new Cause(
                                cause.dimension(),
                                Untrusted.of(cause.value()),
                                cents(cause.amount())))
                        .toList()))
            .toList(),
        leaks.stream()
            .map(leak ->
                new Drip(
                    leak.dimension(),
                    Untrusted.of(leak.value()),
                    leak.what().name().toLowerCase(Locale.ROOT),
                    leak.since(),
                    cents(leak.extraPerMonth())))
            .toList());
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN);
  }

  /** What was behind an anomaly; dollars. */
  public record Cause(String dimension, Untrusted value, BigDecimal amount) {}

  /** Days out of line; dollars. */
  public record Row(
      LocalDate first,
      LocalDate last,
      BigDecimal actual,
      BigDecimal expected,
      List<Cause> causes) {}

  /** A leak; dollars. */
  public record Drip(
      String dimension, Untrusted value, String what, LocalDate since, BigDecimal perMonth) {}

  /** The arguments. */
  public record Input(
      @Param(value = "days back", defaultValue = "30", min = 1, max = 366) int days,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; dollars. */
  public record Output(List<Row> anomalies, List<Drip> leaks) {}
}
