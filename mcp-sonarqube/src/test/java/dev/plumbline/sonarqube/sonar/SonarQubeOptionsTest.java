package dev.plumbline.sonarqube.sonar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SonarQubeOptionsTest {
  @Test
  void readsTheSettings() {
    SonarQubeOptions options =
        read(
            Map.of(
                "SONARQUBE_URL", "http://sonar:9000",
                "SONARQUBE_TOKEN", "squ_secret",
                "SONARQUBE_PROJECT_KEY", "shop",
                "PLUMBLINE_SONARQUBE_TIMEOUT_SECONDS", "3"));

    assertThat(options.url()).isEqualTo("http://sonar:9000");
    assertThat(options.projectKey()).contains("shop");
    assertThat(options.organization()).isEmpty();
    assertThat(options.http().callTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.http().readTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.toString()).doesNotContain("squ_secret");
  }

  @Test
  void refusesAnImpossibleTimeout() {
    assertThatThrownBy(() -> read(Map.of("PLUMBLINE_SONARQUBE_TIMEOUT_SECONDS", "0")))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("PLUMBLINE_SONARQUBE_TIMEOUT_SECONDS");
  }

  @Test
  void tellsWhatIsMissingOnTheFirstCallOnly() {
    SonarQube withoutUrl = new SonarQube(SonarQubeOptions.of("", "squ_secret"));
    SonarQube withoutToken = new SonarQube(SonarQubeOptions.of("http://localhost:1", ""));

    assertThatThrownBy(() -> withoutUrl.projects().search("", 1, 1))
        .isInstanceOfSatisfying(
            Failure.Misconfigured.class,
            failure -> assertThat(failure.next()).contains("SONARQUBE_URL"));
    assertThatThrownBy(() -> withoutToken.projects().search("", 1, 1))
        .isInstanceOfSatisfying(
            Failure.Misconfigured.class,
            failure -> assertThat(failure.next()).contains("SONARQUBE_TOKEN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sonar:9000",
        "ftp://sonar",
        "http://",
        "http://user:hunter2@sonar:9000",
        "user:hunter2@sonar",
        "http://sonar?x=1"
      })
  void refusesAddressesThatCannotWork(String url) {
    SonarQube client = new SonarQube(SonarQubeOptions.of(url, "squ_secret"));

    assertThatThrownBy(() -> client.projects().search("", 1, 1))
        .isInstanceOfSatisfying(
            Failure.Misconfigured.class,
            failure ->
                assertThat(failure.text()).contains("SONARQUBE_URL").doesNotContain("hunter2"));
  }

  @Test
  void refusesATokenWithALineBreak() {
    SonarQube client = new SonarQube(SonarQubeOptions.of("http://localhost:1", "squ_\nsecret"));

    assertThatThrownBy(() -> client.projects().search("", 1, 1))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("SONARQUBE_TOKEN");
  }

  private static SonarQubeOptions read(Map<String, String> environment) {
    return SonarQubeOptions.from(Settings.load(SonarQubeOptions.settings(), environment, null));
  }
}
