package dev.plumbline.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyTextTest {
  @Test
  void aNewKeyHasThePublishedFormAndIsReadBack() {
    KeyText made = KeyText.make();
    assertThat(made.secretText()).matches("pl-[0-9A-Za-z]{12}-[0-9A-Za-z]{48}");
    assertThat(KeyText.read(made.secretText()).orElseThrow().hash()).isEqualTo(made.hash());
    assertThat(made.secretText()).startsWith("pl-" + made.id() + "-");
  }

  @Test
  void keysDiffer() {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      texts.add(KeyText.make().secretText());
    }
    assertThat(texts).hasSize(1000);
  }

  @Test
  void printingOneDoesNotTellTheSecret() {
    KeyText made = KeyText.make();
    assertThat(made.toString()).contains(made.id()).doesNotContain(made.secretText().substring(16));
  }

  @Test
  void otherTextsAreNoKeys() {
    String text = KeyText.make().secretText();
    assertThat(KeyText.read(text + "a")).isEmpty();
    assertThat(KeyText.read(text.substring(1))).isEmpty();
    assertThat(KeyText.read(text + "\n")).isEmpty();
    assertThat(KeyText.read(text.replace("pl-", "PL-"))).isEmpty();
    assertThat(KeyText.read("")).isEmpty();
  }

  @Test
  void onlyItsOwnSecretOpensAKey() {
    KeyText made = KeyText.make();
    VirtualKey key = Sample.key(made);
    assertThat(made.opens(key, Sample.NOW)).isTrue();
    assertThat(KeyText.make(made.id()).opens(key, Sample.NOW)).isFalse();
    assertThat(KeyText.make().opens(key, Sample.NOW)).isFalse();
  }

  @Test
  void afterARotationBothSecretsOpenItUntilTheGraceEnds() {
    KeyText old = KeyText.make();
    KeyText fresh = KeyText.make(old.id());
    VirtualKey key = Sample.key(old).rotated(fresh, Sample.NOW, Duration.ofMinutes(30));
    assertThat(key.version()).isEqualTo(2);
    assertThat(old.opens(key, Sample.NOW.plusSeconds(1799))).isTrue();
    assertThat(fresh.opens(key, Sample.NOW.plusSeconds(1799))).isTrue();
    assertThat(old.opens(key, Sample.NOW.plusSeconds(1800))).isFalse();
    assertThat(fresh.opens(key, Sample.NOW.plusSeconds(1_000_000))).isTrue();
  }

  @Test
  void aSecondRotationNeitherProlongsNorKeepsWhatHasEnded() {
    KeyText first = KeyText.make();
    KeyText second = KeyText.make(first.id());
    KeyText third = KeyText.make(first.id());
    VirtualKey key =
        Sample.key(first)
            .rotated(second, Sample.NOW, Duration.ofMinutes(30))
            .rotated(third, Sample.NOW.plusSeconds(60), Duration.ofHours(5));
    assertThat(first.opens(key, Sample.NOW.plusSeconds(1800))).isFalse();
    assertThat(second.opens(key, Sample.NOW.plusSeconds(1800))).isTrue();
    VirtualKey later = key.rotated(second, Sample.NOW.plusSeconds(3600), Duration.ZERO);
    assertThat(later.secrets()).hasSize(3);
  }
}
