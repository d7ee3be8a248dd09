package dev.plumbline.sonarqube.sonar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.access.CallerCredential;
import dev.plumbline.sonarqube.answer.Concurrently;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallerTokensTest {
  private static final String PROJECTS = "api/components/search_projects";

  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void olderServersGetItAsUserName() throws Exception {
    fake.version("9.9.8.100196");
    SonarQube client = client(CallerTokens.REQUIRED);
    CallerCredential.with("own", () -> client.projects().search("", 1, 1));
    assertThat(fake.requests(PROJECTS).getLast().getHeaders().get("Authorization"))
        .isEqualTo("Basic b3duOg==");
  }

  @Test
  void questionsAskedAtOnceUseIt() throws Exception {
    SonarQube client = client(CallerTokens.ALLOWED);
    CallerCredential.with(
        "own",
        () -> {
          try (Concurrently several = new Concurrently(2)) {
            return several.ask(() -> client.projects().search("", 1, 1)).get();
          }
        });
    assertThat(fake.requests(PROJECTS).getLast().getHeaders().get("Authorization"))
        .isEqualTo("Bearer own");
  }

  @Test
  void aScannerIsLetInWithIt() throws Exception {
    SonarQube client = client(CallerTokens.ALLOWED);
    ScannerLogin login = CallerCredential.with("own", () -> client.server().scannerLogin());
    assertThat(login.environment()).containsExactly(Map.entry("SONAR_TOKEN", "own"));
    assertThat(login.toString()).doesNotContain("own");
    fake.version("9.9.8.100196");
    SonarQube older = client(CallerTokens.ALLOWED);
    assertThat(CallerCredential.with("own", () -> older.server().scannerLogin()).environment())
        .containsExactly(Map.entry("SONARQUBE_SCANNER_PARAMS", "{\"sonar.login\":\"own\"}"));
  }

  @Test
  void oneWithALineBreakIsRefused() {
    SonarQube client = client(CallerTokens.ALLOWED);
    assertThatThrownBy(() ->
            CallerCredential.with("own\r\nX-Other: 1", () -> client.projects().search("", 1, 1)))
        .isInstanceOf(Failure.Denied.class)
        .hasMessageContaining(CallerCredential.HEADER)
        .hasMessageNotContaining("own");
  }

  @Test
  void anotherWordForTheSettingIsRefused() {
    assertThatThrownBy(() ->
            SonarQubeOptions.from(
                Settings.load(
                    SonarQubeOptions.settings(),
                    Map.of("PLUMBLINE_SONARQUBE_CALLER_TOKENS", "yes"),
                    null)))
        .isInstanceOfSatisfying(
            Failure.Misconfigured.class,
            failure -> assertThat(failure.text()).contains("off, allowed or required"));
  }

  private SonarQube client(CallerTokens callerTokens) {
    return new SonarQube(
        new SonarQubeOptions(
            fake.url(),
            "squ_secret",
            Optional.empty(),
            Optional.empty(),
            FakeSonarQube.fast(),
            callerTokens));
  }
}
