package dev.plumbline.usage.source.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Imports;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final Times BERLIN = new Times(ZoneId.of("Europe/Berlin"), Imports.TIMES.clock());

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
    "2026-01-31T08:00:00.123456Z, 2026-01-31T08:00:00.123456Z",
    "2026-01-31T08:00:00+02:00, 2026-01-31T06:00:00Z",
    "2026-01-31T08:00:00+0200, 2026-01-31T06:00:00Z",
    "2026-01-31 08:00:00+02, 2026-01-31T06:00:00Z",
    "2026-01-31 08:00:00 UTC, 2026-01-31T08:00:00Z",
    "2026-01-31 08:00:00.5, 2026-01-31T07:00:00.500Z",
    "2026-07-31 08:00, 2026-07-31T06:00:00Z",
    "2026-01-31, 2026-01-30T23:00:00Z",
    "1769846400, 2026-01-31T08:00:00Z",
    "1769846400.25, 2026-01-31T08:00:00.250Z",
    "1769846400000, 2026-01-31T08:00:00Z",
    "1769846400000123, 2026-01-31T08:00:00.000123Z",
    "1769846400000000007, 2026-01-31T08:00:00.000000007Z",
  })
  void readsTimesAsOthersWriteThem(String text, String expected) {
    assertThat(BERLIN.read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "", "2026-02-30", "2062-01-01T00:00:00Z", "0", "1e99", "-5"})
  void refusesWhatIsNoTimeOrCannotBeRight(String text) {
    assertThatThrownBy(() -> BERLIN.read(text)).isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void aDaySkippedByTheClockIsReadInItsZone() {
    assertThat(BERLIN.read("2026-03-29 02:30:00")).isEqualTo("2026-03-29T01:30:00Z");
  }
}
