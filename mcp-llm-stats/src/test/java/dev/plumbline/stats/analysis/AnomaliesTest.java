package dev.plumbline.stats.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.usage.analysis.Anomalies;
import dev.plumbline.usage.analysis.Anomaly;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnomaliesTest {
  /** 100 on working days and 20 at weekends from Thursday 1 October, with some scatter. */
  private static double[] office(int days, double scatter, long seed) {
    Random random = new Random(seed);
    double[] values = new double[days];
    for (int day = 0; day < days; day++) {
      boolean weekend = day % 7 == 2 || day % 7 == 3;
      values[day] = (weekend ? 20 : 100) * Math.exp(scatter * random.nextGaussian());
    }
    return values;
  }

  @Test
  void findsASpikeWithItsDaysAndAmount() {
    double[] values = office(70, 0, 1);
    values[60] += 150; // 30 November
    values[61] += 90;

    List<Anomaly> found = Anomalies.detect(Tables.series(values));

    assertThat(found).hasSize(1);
    Anomaly spike = found.getFirst();
    assertThat(spike.first()).isEqualTo("2026-11-30");
    assertThat(spike.last()).isEqualTo("2026-12-01");
    assertThat(spike.actual()).isEqualByComparingTo("440");
    assertThat(spike.amount()).isEqualByComparingTo("240");
  }

  @Test
  void aBusySundayIsOutOfLineWhereTheSameOnMondayIsNot() {
    double[] values = office(70, 0.05, 2);
    int sunday = 59;
    values[sunday] = 100;

    assertThat(Anomalies.detect(Tables.series(values)))
        .extracting(Anomaly::first)
        .containsExactly(Tables.series(values).day(sunday));
  }

  @Test
  void aQuietDayIsOneToo() {
    double[] values = office(70, 0.05, 3);
    values[61] = 5;

    assertThat(Anomalies.detect(Tables.series(values)))
        .last()
        .satisfies(
            outage -> assertThat(outage.amount().doubleValue()).isCloseTo(-95, within(15.0)));
  }

  @Test
  void ordinaryWeeksSeldomAlarm() {
    int alarms = 0;
    for (long seed = 0; seed < 50; seed++) {
      alarms += Anomalies.detect(Tables.series(office(84, 0.15, seed))).size();
    }
    // 50 series of 63 judged days each.
    assertThat(alarms).isLessThan(25);
  }

  @Test
  void aSpikeDoesNotMakeLaterDaysLookQuiet() {
    double[] values = office(90, 0, 1);
    values[47] = 500;
    values[61] = 400; // the same weekday two weeks later

    assertThat(Anomalies.detect(Tables.series(values)))
        .extracting(Anomaly::amount)
        .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .containsExactly(new BigDecimal("400"), new BigDecimal("300"));
  }

  @Test
  void aNewLevelIsOrdinaryAfterThreeWeeks() {
    double[] values = office(120, 0.05, 2);
    for (int day = 60; day < 120; day++) {
      values[day] *= 2;
    }
    List<Anomaly> found = Anomalies.detect(Tables.series(values));

    assertThat(found.getFirst().first()).isEqualTo("2026-11-30");
    assertThat(found).allSatisfy(change -> assertThat(change.last()).isBefore("2026-12-21"));
  }

  @Test
  void tooShortASeriesHasNone() {
    assertThat(Anomalies.detect(Tables.series(office(14, 0, 1)))).isEmpty();
    assertThat(Anomalies.detect(Tables.series())).isEmpty();
  }

  @Test
  void namesWhatCausedIt() {
    double[] eng = office(70, 0, 1);
    double[] ops = office(70, 0, 1);
    eng[60] += 200;
    double[] all = new double[70];
    for (int day = 0; day < 70; day++) {
      all[day] = eng[day] + ops[day];
    }
    Anomaly spike = Anomalies.detect(Tables.series(all)).getFirst();

    List<Anomaly.Cause> causes =
        Anomalies.causes(
            spike,
            Map.of("department", Map.of("eng", Tables.series(eng), "ops", Tables.series(ops))));

    assertThat(causes).hasSize(1);
    assertThat(causes.getFirst().value()).isEqualTo("eng");
    assertThat(causes.getFirst().amount()).isEqualByComparingTo("200");
    assertThat(causes.getFirst().share()).isEqualTo(1);
  }
}
