package dev.plumbline.stats.tools.traffic;

import dev.plumbline.kernel.Amounts;
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
import dev.plumbline.stats.analysis.BatchSaving;
import dev.plumbline.stats.analysis.Batchable;
import dev.plumbline.stats.analysis.Concentration;
import dev.plumbline.stats.analysis.LongPrompts;
import dev.plumbline.stats.analysis.Rhythm;
import dev.plumbline.stats.analysis.Sparkline;
import dev.plumbline.stats.answer.Asked;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Chart;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers when and how LLMs are used. */
public final class GetUsagePatterns
    implements Question<GetUsagePatterns.Input, GetUsagePatterns.Output> {
  private static final int HEAVIEST = 5;
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_usage_patterns",
          "Usage patterns",
          "When and how LLMs are used: peak hours and weekdays, heavy users, long prompts, repeats,"
              + " and traffic that could be batched.",
          Toolsets.TRAFFIC,
          Input.class,
          Output.class);

  private final Books books;

  public GetUsagePatterns(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last 30 days", input.zone, input.where);
    Rhythm rhythm = Rhythm.of(asked.ask(Rhythm.query(asked.period().range(), asked.filters())));
    UsageTable users = asked.ask(asked.of(Measure.COST, Measure.REQUESTS).by(Dimension.USER));
    LongPrompts prompts =
        LongPrompts.of(asked.ask(LongPrompts.query(asked.period().range(), asked.filters())));
    BatchSaving batch = new BatchSaving();
    Batchable batchable =
        Batchable.of(asked.ask(batch.query(asked.period().range(), asked.filters())));
    UsageTable repeats =
        asked.ask(asked.of(Measure.REQUESTS, Measure.CACHE_HITS).by(Dimension.CACHE_ENTRY).top(50));
    Seen seen = new Seen(rhythm, users, prompts, batchable, repeats);
    return answer(asked, seen, input.chart ? chart(rhythm).blocks() : List.of(), call);
  }

  private record Seen(
      Rhythm rhythm,
      UsageTable users,
      LongPrompts prompts,
      Batchable batchable,
      UsageTable repeats) {}

  private static Answer<Output> answer(Asked asked, Seen seen, List<Block> picture, Call call) {
    Rhythm.Busiest busiest = seen.rhythm.busiest();
    String text =
        Text.paragraphs(
            "**Peak: %s %02d:00–%02d:00**, %s requests an hour on average (%s)."
                .formatted(
                    words(busiest.weekday()),
                    busiest.hour(),
                    (busiest.hour() + 1) % 24,
                    Amounts.count(busiest.requestsOnAverage()),
                    asked.about()),
            "By hour, 0 to 23: %s. By weekday, Monday first: %s."
                .formatted(line(seen.rhythm.hours()), line(seen.rhythm.weekdays())),
            users(seen.users),
            prompts(seen.prompts),
            repeats(seen.repeats),
            "Batchable (at night, standard tier, a provider with batches): %s, %s of all, worth %s."
                .formatted(
                    Text.count(seen.batchable.requests().longValue(), "request"),
                    Amounts.percent(BigDecimal.valueOf(seen.batchable.share())),
                    Amounts.dollars(seen.batchable.cost())),
            asked.basis(),
            new FollowUps(call)
                .call("recommend_savings", "period", asked.again(), "where", asked.where())
                .call("get_spend", "period", asked.again(), "by", List.of("user"))
                .toString(),
            Untrusted.LEGEND);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Text(text));
    blocks.addAll(picture);
    return new Answer<>(output(asked, seen), blocks);
  }

  private static String line(List<Rhythm.Slot> slots) {
    return Sparkline.of(slots.stream().map(Rhythm.Slot::perOccurrence).toList());
  }

  private static String words(DayOfWeek weekday) {
    return weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static Concentration concentration(UsageTable users) {
    return Concentration.of(known(users).map(row -> users.amount(row, Measure.COST)).toList());
  }

  private static Stream<UsageTable.Row> known(UsageTable users) {
    return users.rows().stream().filter(row -> row.keys().getFirst() != null);
  }

  private static String users(UsageTable users) {
    Concentration spread = concentration(users);
    if (spread.owners() == 0) {
      return "No request names a user.";
    }
    Table table = new Table("Heaviest users", "Spend:", "Requests:");
    known(users)
        .limit(HEAVIEST)
        .forEach(row ->
            table.row(
                Where.shown(row.keys().getFirst()),
                Amounts.dollars(users.amount(row, Measure.COST)),
                Amounts.count(users.amount(row, Measure.REQUESTS))));
    return table
        + "\n\n%s; the heaviest tenth spends %.0f%%, %s half."
            .formatted(
                Text.count(spread.owners(), "user"),
                spread.topTenthShare() * 100,
                Text.count(spread.halfOwners(), "user")
                    + (spread.halfOwners() == 1 ? " spends" : " spend"));
  }

  private static String prompts(LongPrompts prompts) {
    String average = Amounts.count(prompts.average());
    if (prompts.sources().isEmpty()) {
      return "Prompts have %s tokens on average; no key and task is far above.".formatted(average);
    }
    return prompts.sources().stream()
        .limit(HEAVIEST)
        .map(source ->
            "key %s, task %s: %s tokens, %s in all"
                .formatted(
                    Untrusted.of(source.key()).inline(60),
                    Untrusted.of(source.task()).inline(60),
                    Amounts.count(source.averageInput()),
                    Amounts.dollars(source.cost())))
        .collect(
            Collectors.joining(
                "; ", "Long prompts (%s tokens are average): ".formatted(average), "."));
  }

  private static String repeats(UsageTable repeats) {
    BigDecimal hits =
        repeats.rows().stream()
            .filter(row -> row.keys().getFirst() != null)
            .map(row -> repeats.amount(row, Measure.CACHE_HITS))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return hits.signum() == 0
        ? "Repeated questions are known only where the response cache saw them; it saw none."
        : "Repeats: %s from the cache, the most repeated questions being %s."
            .formatted(Text.count(hits.longValue(), "answer"), Text.count(known(repeats).count()));
  }

  private static Chart chart(Rhythm rhythm) {
    return new Chart(
        "Spend by hour of the day",
        rhythm.hours().stream()
            .map(slot -> new Chart.Bar(slot.name(), slot.cost(), false))
            .toList());
  }

  private static Output output(Asked asked, Seen seen) {
    Rhythm.Busiest busiest = seen.rhythm.busiest();
    Concentration spread = concentration(seen.users);
    return new Output(
        Period.text(asked.period().range()),
        busiest.weekday().name().toLowerCase(Locale.ROOT),
        busiest.hour(),
        seen.rhythm.hours().stream().map(slot -> slot.requests().longValue()).toList(),
        seen.rhythm.weekdays().stream().map(slot -> slot.requests().longValue()).toList(),
        spread.owners(),
        spread.topTenthShare(),
        known(seen.users)
            .limit(HEAVIEST)
            .map(row ->
                new Spender(
                    Where.key(row.keys().getFirst()),
                    Amounts.plain(seen.users.amount(row, Measure.COST))))
            .toList(),
        seen.batchable.share());
  }

  /** A heavy user; dollars exact. */
  public record Spender(Untrusted user, BigDecimal cost) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Param(value = "also a picture", defaultValue = "false") boolean chart,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; requests by hour 0 to 23 and by weekday from Monday; shares 0 to 1. */
  public record Output(
      String period,
      String peakWeekday,
      int peakHour,
      List<Long> hours,
      List<Long> weekdays,
      int users,
      double topTenthShare,
      List<Spender> heaviest,
      double batchable) {}
}
