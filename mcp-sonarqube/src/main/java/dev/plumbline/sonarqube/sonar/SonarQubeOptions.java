package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.kernel.Setting;
import dev.plumbline.kernel.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where SonarQube is and how to reach it. What is missing or malformed is told on the first call,
 * so that a server of tools starts in any case.
 *
 * @param url the server's address as given; empty if none was
 * @param token the user token; empty if none was given
 * @param organization the organization on SonarQube Cloud
 * @param projectKey the project meant when a call names none
 * @param http how long to wait and how often to retry
 * @param callerTokens whether callers over HTTP use tokens of their own
 */
public record SonarQubeOptions(
    String url,
    String token,
    Optional<String> organization,
    Optional<String> projectKey,
    HttpSettings http,
    CallerTokens callerTokens) {
  private static final String CLOUD = "https://sonarcloud.io";

  private static final Setting URL_SETTING =
      Setting.of("sonarqube.url", "SONARQUBE_URL", "The address of the SonarQube server.");
  private static final Setting TOKEN_SETTING =
      Setting.secret("sonarqube.token", "SONARQUBE_TOKEN", "A user token of that server.");
  private static final Setting ORGANIZATION_SETTING =
      Setting.of("sonarqube.organization", "SONARQUBE_ORG", "The SonarQube Cloud organization.");
  private static final Setting PROJECT_KEY_SETTING =
      Setting.of(
          "sonarqube.project.key",
          "SONARQUBE_PROJECT_KEY",
          "The project that is meant when a call names none.");
  private static final Setting TIMEOUT_SETTING =
      Setting.of(
          "sonarqube.timeout.seconds",
          "PLUMBLINE_SONARQUBE_TIMEOUT_SECONDS",
          "How long one request may take in all, retries included (1 to 600, default 60).");
  private static final Setting RETRIES_SETTING =
      Setting.of(
          "sonarqube.retries",
          "PLUMBLINE_SONARQUBE_RETRIES",
          "How often a failed request is sent again (0 to 10, default 3).");

  private static final Setting CALLER_TOKENS_SETTING =
      Setting.of(
          "sonarqube.caller.tokens",
          "PLUMBLINE_SONARQUBE_CALLER_TOKENS",
          "Over HTTP, whether a caller's own SonarQube token (header X-Upstream-Token) decides what"
              + " its calls see and do: off (default), allowed or required.");

  /** With the configured token only. */
  public SonarQubeOptions(
      String url,
      String token,
      Optional<String> organization,
      Optional<String> projectKey,
      HttpSettings http) {
    this(url, token, organization, projectKey, http, CallerTokens.OFF);
  }

  /** The settings this record is read from. */
  public static List<Setting> settings() {
    return List.of(
        URL_SETTING,
        TOKEN_SETTING,
        ORGANIZATION_SETTING,
        PROJECT_KEY_SETTING,
        CALLER_TOKENS_SETTING,
        TIMEOUT_SETTING,
        RETRIES_SETTING);
  }

  /** Reads the options. */
  public static SonarQubeOptions from(Settings settings) {
    HttpSettings standard = HttpSettings.standard();
    Duration call =
        Duration.ofSeconds(
            settings.integer(TIMEOUT_SETTING, (int) standard.callTimeout().toSeconds(), 1, 600));
    HttpSettings http =
        new HttpSettings(
            shorter(standard.connectTimeout(), call),
            shorter(standard.readTimeout(), call),
            call,
            settings.integer(RETRIES_SETTING, standard.retries(), 0, 10));
    return new SonarQubeOptions(
        settings
            .get(URL_SETTING)
            .orElseGet(() -> settings.get(ORGANIZATION_SETTING).isPresent() ? CLOUD : ""),
        settings.get(TOKEN_SETTING).orElse(""),
        settings.get(ORGANIZATION_SETTING),
        settings.get(PROJECT_KEY_SETTING),
        http,
        callerTokens(settings.get(CALLER_TOKENS_SETTING).orElse("off")));
  }

  private static CallerTokens callerTokens(String word) {
    return switch (word) {
      case "off" -> CallerTokens.OFF;
      case "allowed" -> CallerTokens.ALLOWED;
      case "required" -> CallerTokens.REQUIRED;
      default ->
          throw new Failure.Misconfigured(
              "PLUMBLINE_SONARQUBE_CALLER_TOKENS is '%s'.".formatted(word),
              "Choose off, allowed or required.");
    };
  }

  /** Options without an organization and a default project. */
  public static SonarQubeOptions of(String url, String token) {
    return new SonarQubeOptions(
        url, token, Optional.empty(), Optional.empty(), HttpSettings.standard());
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "SonarQubeOptions[url=%s, token=%s, organization=%s, projectKey=%s, http=%s, callerTokens=%s]"
        .formatted(
            url, token.isEmpty() ? "none" : "***", organization, projectKey, http, callerTokens);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
