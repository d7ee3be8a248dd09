package dev.plumbline.stats.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.analysis.ForecastMethod;
import dev.plumbline.usage.sample.SampleOrganisation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 6, 1);

  private static Case rising(int days) {
    List<BigDecimal> values = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      values.add(BigDecimal.valueOf(100 + day));
    }
    return new Case("g", new DailySeries(FIRST, values), null, null, null);
  }

  @Test
  void accuracyIsThatComputedByHand() {
    // On a line that rises by one a day, "as a week before" is always seven off, as is its scale.
    ForecastScores.Accuracy naive =
        ForecastScores.accuracy(List.of(rising(60)), ForecastMethod.SEASONAL_NAIVE, 7);
    assertThat(naive.mase()).isCloseTo(1, within(1e-9));
    assertThat(naive.forecasts()).isEqualTo(60 - 28 - 7 + 1);
    assertThat(ForecastScores.accuracy(List.of(rising(60)), ForecastMethod.LINEAR, 7).mase())
        .isCloseTo(0, within(1e-9));
  }

  @Test
  void detectionCountsSpikesAndFalseAlarms() {
    List<BigDecimal> values = new ArrayList<>();
    for (int day = 0; day < 70; day++) {
      values.add(BigDecimal.valueOf(day % 7 < 5 ? 100 : 20));
    }
    values.set(45, BigDecimal.valueOf(500));
    values.set(59, BigDecimal.valueOf(400));
    LocalDate spike = FIRST.plusDays(45);
    Case one = new Case("g", new DailySeries(FIRST, values), spike, spike, null);

    AnomalyScores.Detection found = AnomalyScores.known(List.of(one), AnomalyScores::ours);
    assertThat(found).isEqualTo(new AnomalyScores.Detection(1, 1, 1, 42));
    Case excused = new Case("g", one.series(), spike, spike, FIRST.plusDays(59));
    assertThat(AnomalyScores.known(List.of(excused), AnomalyScores::ours).falseAlarms()).isZero();
  }

  @Test
  void theSeriesOfASampleOrganisationAddUpToItsEvents() {
    SampleOrganisation organisation =
        new SampleOrganisation(3, LocalDate.of(2026, 10, 31), 120, 0.02);

    SampleCases cases = SampleCases.of(organisation, EvaluationTest::perToken);

    BigDecimal all =
        organisation
            .events(EvaluationTest::perToken)
            .map(event -> Objects.requireNonNull(event.charge().cost()).total())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    Case whole =
        cases.cases().stream()
            .filter(one -> one.group().equals(SampleCases.WHOLE))
            .findFirst()
            .orElseThrow();
    assertThat(whole.series().sum(0, 120)).isEqualByComparingTo(all);
    assertThat(cases.cases()).hasSize(5);
    String text = new Evaluation(List.of(cases)).markdown();
    assertThat(text).contains("## Forecasts", "## Intervals", "## Anomalies", "## Quiet leaks");
    assertThat(text.lines().filter(line -> line.contains("NaN"))).isEmpty();
  }

  /** A millionth of a dollar a token. */
  private static UsageEvent perToken(UsageEvent event) {
    BigDecimal input = BigDecimal.valueOf(event.tokens().input(), 6);
    BigDecimal output = BigDecimal.valueOf(event.tokens().output(), 6);
    Cost cost = new Cost(input, BigDecimal.ZERO, BigDecimal.ZERO, output, BigDecimal.ZERO);
    return event.withCharge(new Charge(cost, cost.total(), "test", null));
  }
}
