package dev.plumbline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final Setting URL = Setting.of("sonarqube.url", "SONARQUBE_URL", "Where it is.");
  private static final Setting SECONDS =
      Setting.of("timeout.seconds", "PLUMBLINE_TIMEOUT_SECONDS", "How long to wait.");
  private static final List<Setting> KNOWN = List.of(URL, SECONDS);

  @TempDir Path folder;

  @Test
  void theEnvironmentOverridesTheFile() throws IOException {
    Path file = file("sonarqube.url = http://file\ntimeout.seconds=7\n");
    Settings settings = Settings.load(KNOWN, Map.of("SONARQUBE_URL", "http://env"), file);
    assertThat(settings.get(URL)).hasValue("http://env");
    assertThat(settings.integer(SECONDS, 30, 1, 60)).isEqualTo(7);
  }

  @Test
  void anAbsentValueTakesTheDefault() {
    Settings settings = Settings.load(KNOWN, Map.of("SONARQUBE_URL", "  "), null);
    assertThat(settings.get(URL)).isEmpty();
    assertThat(settings.integer(SECONDS, 30, 1, 60)).isEqualTo(30);
  }

  @Test
  void anUnknownKeyIsAnErrorThatNamesTheNearest() throws IOException {
    Path file = file("sonarqube.ulr=http://x\n");
    assertThatThrownBy(() -> Settings.load(KNOWN, Map.of(), file))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("sonarqube.ulr")
        .extracting(thrown -> ((Failure) thrown).next())
        .asString()
        .contains("Did you mean sonarqube.url?");
  }

  @Test
  void anUnknownVariableOfOursIsAnError() {
    Map<String, String> environment = Map.of("PLUMBLINE_TIMEOUT_SECOND", "5", "PATH", "/bin");
    assertThatThrownBy(() -> Settings.load(KNOWN, environment, null))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("PLUMBLINE_TIMEOUT_SECOND");
  }

  @Test
  void aNumberOutOfBoundsIsAnErrorThatNamesTheBounds() {
    Settings settings = Settings.load(KNOWN, Map.of("PLUMBLINE_TIMEOUT_SECONDS", "900"), null);
    assertThatThrownBy(() -> settings.integer(SECONDS, 30, 1, 60))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("'900'")
        .extracting(thrown -> ((Failure) thrown).next())
        .asString()
        .contains("1 to 60");
  }

  @Test
  void aMissingFileIsAnErrorThatNamesIt() {
    Path missing = folder.resolve("missing.properties");
    assertThatThrownBy(() -> Settings.load(KNOWN, Map.of(), missing))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("missing.properties");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("plumbline.properties"), text);
  }
}
