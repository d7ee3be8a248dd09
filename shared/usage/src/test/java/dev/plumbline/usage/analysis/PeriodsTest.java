package dev.plumbline.usage.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** A Wednesday. */
  private final Periods periods =
      new Periods(Instant.parse("2026-10-14T13:30:00Z"), ZoneId.of("UTC"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          today                     | 2026-10-14 00:00 to 2026-10-14 13:30 | 2026-10-13 00:00 to 2026-10-13 13:30
          Yesterday                 | 2026-10-13                           | 2026-10-12
          this week                 | 2026-10-12 00:00 to 2026-10-14 13:30 | 2026-10-05 00:00 to 2026-10-07 13:30
          last week                 | 2026-10-05 to 2026-10-11             | 2026-09-28 to 2026-10-04
          last_week                 | 2026-10-05 to 2026-10-11             | 2026-09-28 to 2026-10-04
          this month so far         | 2026-10-01 00:00 to 2026-10-14 13:30 | 2026-09-01 00:00 to 2026-09-14 13:30
          month to date             | 2026-10-01 00:00 to 2026-10-14 13:30 | 2026-09-01 00:00 to 2026-09-14 13:30
          mtd                       | 2026-10-01 00:00 to 2026-10-14 13:30 | 2026-09-01 00:00 to 2026-09-14 13:30
          last month                | 2026-09-01 to 2026-09-30             | 2026-08-01 to 2026-08-31
          last quarter              | 2026-07-01 to 2026-09-30             | 2026-04-01 to 2026-06-30
          last year                 | 2025-01-01 to 2025-12-31             | 2024-01-01 to 2024-12-31
          last 7 days               | 2026-10-08 00:00 to 2026-10-14 13:30 | 2026-10-01 00:00 to 2026-10-07 13:30
          past 24 hours             | 2026-10-13 13:30 to 2026-10-14 13:30 | 2026-10-12 13:30 to 2026-10-13 13:30
          last 2 weeks              | 2026-10-01 00:00 to 2026-10-14 13:30 | 2026-09-17 00:00 to 2026-09-30 13:30
          last 7d                   | 2026-10-08 00:00 to 2026-10-14 13:30 | 2026-10-01 00:00 to 2026-10-07 13:30
          2026-10-05                | 2026-10-05                           | 2026-10-04
          2026-09                   | 2026-09-01 to 2026-09-30             | 2026-08-01 to 2026-08-31
          2026-10                   | 2026-10-01 00:00 to 2026-10-14 13:30 | 2026-09-01 00:00 to 2026-09-14 13:30
          2026-W41                  | 2026-10-05 to 2026-10-11             | 2026-09-28 to 2026-10-04
          2020-W53                  | 2020-12-28 to 2021-01-03             | 2020-12-21 to 2020-12-27
          Q3 2026                   | 2026-07-01 to 2026-09-30             | 2026-04-01 to 2026-06-30
          2026-Q2                   | 2026-04-01 to 2026-06-30             | 2026-01-01 to 2026-03-31
          q3                        | 2026-07-01 to 2026-09-30             | 2026-04-01 to 2026-06-30
          2025                      | 2025-01-01 to 2025-12-31             | 2024-01-01 to 2024-12-31
          september                 | 2026-09-01 to 2026-09-30             | 2026-08-01 to 2026-08-31
          Nov                       | 2025-11-01 to 2025-11-30             | 2025-10-01 to 2025-10-31
          in August 2026            | 2026-08-01 to 2026-08-31             | 2026-07-01 to 2026-07-31
          monday                    | 2026-10-12                           | 2026-10-11
          2026-10-01..2026-10-10    | 2026-10-01 to 2026-10-10             | 2026-09-21 to 2026-09-30
          2026-10-01 to 2026-10-10  | 2026-10-01 to 2026-10-10             | 2026-09-21 to 2026-09-30
          2026-10-01/2026-10-10     | 2026-10-01 to 2026-10-10             | 2026-09-21 to 2026-09-30
          2026-08..2026-09          | 2026-08-01 to 2026-09-30             | 2026-06-01 to 2026-07-31
          between 2026-10-01 and 2026-10-10 | 2026-10-01 to 2026-10-10     | 2026-09-21 to 2026-09-30
          2026-10-14T06:00:00Z..2026-10-14T08:00:00Z | 2026-10-14 06:00 to 2026-10-14 08:00 | 2026-10-14 04:00 to 2026-10-14 06:00
          since 2026-10-12          | 2026-10-12 00:00 to 2026-10-14 13:30 | 2026-10-09 00:00 to 2026-10-11 13:30
          """)
  void understandsWhatPeopleSay(String text, String range, String before) {
    Period period = periods.parse(text);

    assertThat(Period.text(period.range())).isEqualTo(range);
    assertThat(period.beforeStatement()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soonish",
        "last",
        "last 0 days",
        "2026-13",
        "2026-02-30",
        "2026-W54",
        "q5",
        "last 5 moons"
      })
  void refusesWhatItDoesNotUnderstandWithExamples(String text) {
    assertThatExceptionOfType(Failure.InvalidInput.class)
        .isThrownBy(() -> periods.parse(text))
        .satisfies(failure -> assertThat(failure.text()).containsAnyOf("last week", "1 to"));
  }

  @Test
  void refusesTheFutureAndReversedRanges() {
    assertThatExceptionOfType(Failure.InvalidInput.class)
        .isThrownBy(() -> periods.parse("2026-11"))
        .withMessageContaining("has not come yet");
    assertThatExceptionOfType(Failure.InvalidInput.class)
        .isThrownBy(() -> periods.parse("2026-10-10..2026-10-01"))
        .withMessageContaining("ends before it starts");
  }

  @Test
  void daysBelongToTheZone() {
    // Clocks go back on 25 October 2026 in Berlin: the week has 169 hours.
    Periods berlin = new Periods(Instant.parse("2026-10-27T23:30:00Z"), BERLIN);

    Period week = berlin.parse("last week");
    assertThat(Duration.between(week.range().from(), week.range().to())).hasHours(169);
    assertThat(Duration.between(week.before().from(), week.before().to())).hasHours(168);
    assertThat(berlin.parse("today").range().from()).isEqualTo("2026-10-27T23:00:00Z");
  }

  @Test
  void statesWhatItAssumed() {
    assertThat(periods.parse(null, "last week").statement())
        .isEqualTo("last week: 2026-10-05 to 2026-10-11 (UTC)");
    assertThat(periods.parse("2026-10").statement()).startsWith("the month so far: 2026-10-01");
  }

  @Test
  void comparesTheEndOfALongMonthToAllOfAShortOne() {
    Periods march = new Periods(Instant.parse("2026-03-31T12:00:00Z"), ZoneId.of("UTC"));

    assertThat(march.parse("this month").beforeStatement())
        .isEqualTo("2026-02-01 00:00 to 2026-02-28 12:00");
  }
}
