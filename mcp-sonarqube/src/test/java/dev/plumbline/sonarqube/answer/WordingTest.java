package dev.plumbline.sonarqube.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({"0, 0 min", "59, 59 min", "330, 5 h 30 min", "480, 1 d", "1045, 2 d 1 h", "60, 1 h"})
  void tellsEffortsInWorkingDays(long minutes, String words) {
    assertThat(Wording.effort(minutes)).isEqualTo(words);
  }
}
