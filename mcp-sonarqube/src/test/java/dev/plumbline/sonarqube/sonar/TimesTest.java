package dev.plumbline.sonarqube.sonar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:00:00Z, 2026-01-31T10:00:00+0000",
    "2026-01-31T10:37:00.250Z, 2026-01-31T10:37:00+0000",
    "2026-01-31T23:59:59Z, 2026-01-31T23:59:59+0000"
  })
  void secondsAreAlwaysWritten(Instant time, String text) {
    assertThat(Times.text(time)).isEqualTo(text);
  }

  @Test
  void otherZonesAreRead() {
    assertThat(Times.instant("2026-01-31T10:00:00+0200"))
        .contains(Instant.parse("2026-01-31T08:00:00Z"));
  }
}
