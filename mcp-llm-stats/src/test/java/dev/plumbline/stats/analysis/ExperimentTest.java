package dev.plumbline.stats.analysis;

import static dev.plumbline.stats.analysis.Tables.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  /** Requests with a mean cost, a mean quality, and a standard deviation of each. */
  private static Tables add(
      Tables rows, String name, long n, double cost, double costSd, double quality, double sd) {
    return rows.row(
        keys(name),
        n,
        0,
        1,
        BigDecimal.valueOf(n * cost),
        BigDecimal.valueOf((n - 1) * costSd * costSd + n * cost * cost),
        100,
        n,
        BigDecimal.valueOf(n * 10_000 + (n - 1) * 400),
        BigDecimal.valueOf(quality),
        n,
        BigDecimal.valueOf((n - 1) * sd * sd + n * quality * quality));
  }

  private static Tables rows() {
    return new Tables(Experiment.query(Tables.OCTOBER, "mixtral-summaries"));
  }

  private static Experiment.Comparison judge(UsageTable table) {
    return Experiment.of(table, null, 0.02).challengers().getFirst();
  }

  private static Sample.Difference known(Sample.@Nullable Difference difference) {
    return Objects.requireNonNull(difference);
  }

  @Test
  void intervalsAreThoseOfWelch() {
    // Means 20 and 23, variances 16 and 25, 10 and 15 measurements: by hand t = -1.6587 at
    // 22.09 degrees of freedom, whose 97.5% quantile is 2.0732.
    Sample a = new Sample(10, 20, 16);
    Sample b = new Sample(15, 23, 25);

    Sample.Difference difference = a.minus(b, 0.95);

    double error = Math.sqrt(16.0 / 10 + 25.0 / 15);
    assertThat(difference.value()).isEqualTo(-3);
    assertThat(difference.low()).isCloseTo(-3 - 2.0734 * error, within(0.002));
    assertThat(difference.high()).isCloseTo(-3 + 2.0734 * error, within(0.002));
    assertThat(difference.chance()).isCloseTo(0.111, within(0.002));
  }

  @Test
  void variancesComeFromSquares() {
    // 1, 2, 3, 6: mean 3, squares 50, variance 14 / 3.
    Sample sample = Sample.of(4, BigDecimal.valueOf(3), BigDecimal.valueOf(50));

    assertThat(sample.variance()).isCloseTo(14 / 3.0, within(1e-12));
  }

  @Test
  void neededMeasurementsFollowThePowerFormula() {
    // (1.959964 + 0.841621)^2 x (1 + 1) / 0.5^2 = 62.8.
    assertThat(new Sample(5, 0, 1).needed(new Sample(5, 0, 1), 0.5, 0.95)).isEqualTo(63);
  }

  @Test
  void cheaperAtEqualQualityWins() {
    Tables rows = add(rows(), "control", 2000, 0.01, 0.002, 0.86, 0.1);
    Experiment.Comparison result =
        judge(add(rows, "mixtral", 2000, 0.002, 0.001, 0.861, 0.1).table());

    assertThat(result.verdict()).isEqualTo(Experiment.Verdict.CHALLENGER_WINS);
    assertThat(known(result.cost()).value()).isCloseTo(-0.008, within(1e-9));
    assertThat(known(result.cost()).high()).isLessThan(0);
    assertThat(known(result.latency()).value()).isZero();
  }

  @Test
  void worseQualityLosesUnlessItIsCheaper() {
    Tables worse = add(rows(), "control", 2000, 0.01, 0.002, 0.86, 0.1);
    assertThat(judge(add(worse, "new", 2000, 0.01, 0.002, 0.7, 0.1).table()).verdict())
        .isEqualTo(Experiment.Verdict.BASELINE_WINS);
    Tables cheaper = add(rows(), "control", 2000, 0.01, 0.002, 0.86, 0.1);
    assertThat(judge(add(cheaper, "new", 2000, 0.001, 0.002, 0.7, 0.1).table()).verdict())
        .isEqualTo(Experiment.Verdict.TRADE_OFF);
  }

  @Test
  void saysHowManyMoreItNeeds() {
    Tables rows = add(rows(), "control", 20, 0.01, 0.002, 0.86, 0.1);
    Experiment.Comparison result = judge(add(rows, "new", 20, 0.002, 0.001, 0.86, 0.1).table());

    assertThat(result.verdict()).isEqualTo(Experiment.Verdict.NOT_ENOUGH_DATA);
    // 7.8489 x (0.01 + 0.01) / 0.02^2 = 392.4, less the 20 there are.
    assertThat(result.needed()).isEqualTo(373);
  }

  @Test
  void sameCostAndQualityIsNoDifference() {
    Tables rows = add(rows(), "a", 5000, 0.01, 0.002, 0.86, 0.1);
    Experiment.Comparison result = judge(add(rows, "b", 5000, 0.01, 0.002, 0.86, 0.1).table());

    assertThat(result.verdict()).isEqualTo(Experiment.Verdict.NO_DIFFERENCE);
  }

  @Test
  void refusesUnknownBaselinesAndLoneVariants() {
    Tables rows = add(rows(), "control", 10, 1, 1, 0.5, 0.1);
    UsageTable lone = rows.table();
    UsageTable both = add(rows, "new", 10, 1, 1, 0.5, 0.1).table();

    assertThatExceptionOfType(Failure.NotFound.class)
        .isThrownBy(() -> Experiment.of(lone, null, 0.02))
        .withMessageContaining("1 variants");
    assertThatExceptionOfType(Failure.NotFound.class)
        .isThrownBy(() -> Experiment.of(both, "contrl", 0.02))
        .satisfies(failure -> assertThat(failure.next()).contains("control"));
  }
}
