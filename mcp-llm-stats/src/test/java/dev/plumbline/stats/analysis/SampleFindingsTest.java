package dev.plumbline.stats.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.analysis.Anomalies;
import dev.plumbline.usage.analysis.Anomaly;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.analysis.Forecast;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import dev.plumbline.usage.sample.SampleOrganisation;
import dev.plumbline.usage.sample.SampleStory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What happens in the sample organisation is found out from a real ledger of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleFindingsTest {
  private static final LocalDate LAST = LocalDate.of(2026, 10, 31);
  private static final TimeRange ALL = days(LAST.minusDays(119), LAST);
  private static final TimeRange LAST_90 = days(LAST.minusDays(89), LAST);

  @TempDir private static Path folder;

  private final SampleStory story = SampleOrganisation.endingOn(LAST).story();
  private LedgerReader ledger = new Ledgers(Map.of()).reader("none.duckdb");

  private static TimeRange days(LocalDate first, LocalDate last) {
    return TimeRange.ofDays(first, last, ZoneOffset.UTC);
  }

  @BeforeAll
  void fill() {
    String file = "duckdb:" + folder.resolve("sample.duckdb");
    Prices prices = Prices.bundled();
    try (LedgerWriter writer = new Ledgers(Map.of()).writer(file)) {
      new SampleOrganisation(1, LAST, SampleOrganisation.USUAL_DAYS, 0.4)
          .events(event -> event.withCharge(prices.charge(event)))
          .gather(Gatherers.windowFixed(50_000))
          .forEach(writer::append);
    }
    ledger = new Ledgers(Map.of()).reader(file);
  }

  @AfterAll
  void close() {
    ledger.close();
  }

  private UsageTable daily(Dimension dimension) {
    return ledger.query(UsageQuery.of(ALL, Measure.COST).every(Grain.DAY).by(dimension));
  }

  @Test
  void theLedgerKnowsThatItIsSampleData() {
    assertThat(ledger.health().sample()).isTrue();
    assertThat(ledger.health().unpriced()).isEmpty();
  }

  @Test
  void theSpikeIsFoundWithItsCause() {
    Map<String, Map<String, DailySeries>> slices = new HashMap<>();
    for (Dimension dimension : List.of(Dimension.DEPARTMENT, Dimension.MODEL, Dimension.KEY)) {
      slices.put(dimension.label(), DailySeries.by(daily(dimension), 0, Measure.COST));
    }
    DailySeries total = DailySeries.of(daily(Dimension.DEPARTMENT), Measure.COST);

    List<Anomaly> found = Anomalies.detect(total);
    assertThat(found).isNotEmpty().hasSizeLessThan(6);
    Anomaly spike = found.stream().max((a, b) -> a.amount().compareTo(b.amount())).orElseThrow();
    assertThat(spike.first()).isEqualTo(story.spikeFirst());
    assertThat(spike.last()).isEqualTo(story.spikeLast());
    assertThat(Anomalies.causes(spike, slices))
        .filteredOn(cause -> cause.share() > 0.9)
        .extracting(Anomaly.Cause::value)
        .contains(story.spikeDepartment(), story.spikeModel());
  }

  @Test
  void theLeakIsFoundAndNothingElseIsCalledOne() {
    assertThat(Leaks.find(ledger.query(Leaks.query(LAST_90, List.of(), Dimension.KEY))))
        .singleElement()
        .satisfies(leak -> {
          assertThat(leak.value()).isEqualTo(story.leakKey());
          assertThat(leak.what()).isEqualTo(Leak.What.PROMPT_LENGTH);
          assertThat(leak.shape()).isEqualTo(Leak.Shape.CREEPING);
          assertThat(leak.since())
              .isBetween(story.leakSince().minusDays(5), story.leakSince().plusDays(5));
          assertThat(leak.before()).isCloseTo(10_000, within(1_000.0));
        });
  }

  @Test
  void theExperimentIsWonByItsWinner() {
    UsageTable table = ledger.query(Experiment.query(LAST_90, story.experiment()));

    Experiment.Comparison result =
        Experiment.of(table, null, Experiment.MARGIN).challengers().getFirst();
    assertThat(result.variant().name()).isEqualTo(story.experimentWinner());
    assertThat(result.verdict()).isEqualTo(Experiment.Verdict.CHALLENGER_WINS);
    UsageTable early =
        ledger.query(
            Experiment.query(
                days(story.experimentSince(), story.experimentSince()), story.experiment()));
    assertThat(Experiment.of(early, null, Experiment.MARGIN).challengers().getFirst().verdict())
        .isEqualTo(Experiment.Verdict.NOT_ENOUGH_DATA);
  }

  @Test
  void savingsOfEveryKindAreFound() {
    TimeRange month = days(LAST.minusDays(29), LAST);
    List<Recommendation> all = new ArrayList<>();
    for (SavingRule rule : Savings.rules()) {
      TimeRange range = rule instanceof LeakSaving ? LAST_90 : month;
      all.addAll(rule.recommend(ledger.query(rule.query(range, List.of()))));
    }
    List<Recommendation> ranked = Savings.rank(all, BigDecimal.ONE);
    Set<Recommendation.Kind> kinds =
        ranked.stream().map(Recommendation::kind).collect(Collectors.toSet());
    assertThat(kinds)
        .contains(
            Recommendation.Kind.BATCH,
            Recommendation.Kind.CHEAPER_MODEL,
            Recommendation.Kind.PROMPT_CACHE,
            Recommendation.Kind.LEAK);
    assertThat(ranked)
        .isSortedAccordingTo((a, b) -> b.perMonth().compareTo(a.perMonth()))
        .allSatisfy(one -> assertThat(one.evidence()).contains("$"));
  }

  @Test
  void theDiscountIsAPriceChangeAndTheSplitsAddUp() {
    TimeRange before = days(story.discountSince().minusDays(7), story.discountSince().minusDays(1));
    TimeRange after = days(story.discountSince(), story.discountSince().plusDays(6));
    By model = By.of(Dimension.MODEL);

    Drivers drivers =
        Drivers.between(
            ledger.query(Drivers.query(before, List.of(), model)),
            ledger.query(Drivers.query(after, List.of(), model)),
            model);

    BigDecimal then =
        ledger.query(UsageQuery.of(before, Measure.COST)).rows().getFirst().values().getFirst();
    BigDecimal now =
        ledger.query(UsageQuery.of(after, Measure.COST)).rows().getFirst().values().getFirst();
    assertThat(drivers.total().change()).isEqualByComparingTo(now.subtract(then));
    assertThat(drivers.total().price().doubleValue() / then.doubleValue()).isBetween(-0.15, -0.05);
    assertThat(drivers.pieces())
        .filteredOn(piece -> piece.parts().price().abs().compareTo(new BigDecimal("0.01")) > 0)
        .extracting(Drivers.Piece::value)
        .containsOnly("claude-sonnet-4-5", "claude-haiku-4-5");
  }

  @Test
  void theMonthIsForetoldWithinItsInterval() {
    LocalDate yesterday = LAST.minusDays(12);
    DailySeries all = DailySeries.of(daily(Dimension.DEPARTMENT), Measure.COST);

    Forecast.Foretold forecast =
        (Forecast.Foretold)
            Forecast.of(
                new Forecast.Question(
                    all.until(yesterday),
                    BigDecimal.ZERO,
                    LAST.withDayOfMonth(1),
                    LAST,
                    null,
                    0.8));
    BigDecimal actual = all.sum(all.size() - 31, all.size());
    assertThat(forecast.total().doubleValue())
        .isCloseTo(actual.doubleValue(), within(0.1 * actual.doubleValue()));
  }
}
