package dev.plumbline.stats.analysis;

import static dev.plumbline.stats.analysis.Tables.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PatternsTest {
  @Test
  void findsTheBusiestHourOnAverage() {
    // 1 to 30 October 2026: five Thursdays and Fridays, four of each other weekday.
    Rhythm rhythm =
        Rhythm.of(
            new Tables(Rhythm.query(Tables.OCTOBER, List.of()))
                .row(keys("1", "10"), 44, 1)
                .row(keys("4", "10"), 50, 2)
                .row(keys("4", "9"), 5, 3)
                .table());

    assertThat(rhythm.busiest())
        .isEqualTo(new Rhythm.Busiest(DayOfWeek.MONDAY, 10, new BigDecimal("11")));
    assertThat(rhythm.hours()).hasSize(24);
    assertThat(rhythm.hours().get(10).requests()).isEqualByComparingTo("94");
    assertThat(rhythm.hours().get(10).perOccurrence().doubleValue())
        .isCloseTo(94 / 30.0, within(1e-9));
    assertThat(rhythm.weekdays().get(3).perOccurrence()).isEqualByComparingTo("11");
    assertThat(rhythm.weekdays().get(6).requests()).isZero();
  }

  @Test
  void measuresHowFewSpendHowMuch() {
    Concentration one = Concentration.of(amounts("70", "10", "10", "10", "0"));
    assertThat(one.owners()).isEqualTo(4);
    assertThat(one.topShare()).isCloseTo(0.7, within(1e-12));
    assertThat(one.halfOwners()).isEqualTo(1);
    // Gini of 10, 10, 10, 70: 2 x (10 + 20 + 30 + 280) / (4 x 100) - 5/4.
    assertThat(one.gini()).isCloseTo(0.45, within(1e-12));

    assertThat(Concentration.of(amounts("5", "5", "5")).gini()).isCloseTo(0, within(1e-12));
    assertThat(Concentration.of(List.of()).owners()).isZero();
  }

  private static List<BigDecimal> amounts(String... texts) {
    return Stream.of(texts).map(BigDecimal::new).toList();
  }

  @Test
  void namesWhereLongPromptsComeFrom() {
    LongPrompts prompts =
        LongPrompts.of(
            new Tables(LongPrompts.query(Tables.OCTOBER, List.of()))
                .row(keys("a", "chat"), 1, 900, 90_000)
                .row(keys("b", "code"), 2, 100, 210_000)
                .table());

    assertThat(prompts.average()).isEqualByComparingTo("300");
    assertThat(prompts.sources())
        .singleElement()
        .satisfies(source -> assertThat(source.averageInput()).isEqualByComparingTo("2100"));
  }

  @Test
  void drawsALineOfText() {
    assertThat(Sparkline.of(amounts("0", "1", "2", "3", "4", "5", "6", "7"))).isEqualTo("▁▂▃▄▅▆▇█");
    assertThat(Sparkline.of(amounts("0", "0"))).isEqualTo("▁▁");
    assertThat(Sparkline.of(Arrays.asList(BigDecimal.ONE, null, BigDecimal.ONE.negate())))
        .isEqualTo("█ ▁");
    assertThat(Sparkline.of(List.of())).isEmpty();
  }
}
