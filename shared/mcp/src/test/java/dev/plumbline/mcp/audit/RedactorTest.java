package dev.plumbline.mcp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "sonar_token",
        "apiKey",
        "api-key",
        "password",
        "client_secret",
        "Authorization",
        "private_key",
        "webhook_url",
        "credentials"
      })
  void argumentsNamedLikeSecretsAreRedacted(String name) {
    assertThat(Redactor.redact(Map.of(name, "x"))).containsEntry(name, Redactor.MARK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"project_key", "keyword", "max_tokens", "issue_key"})
  void otherArgumentsStay(String name) {
    assertThat(Redactor.redact(Map.of(name, "shop"))).containsEntry(name, "shop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "squ_1afbbad873dab60e2bdcf73b347544cb80c1304e",
        "plt-abcdefghij12-0123456789abcdef0123456789abcdef",
        "pl-abcdefghij12-0123456789abcdef0123456789abcdef",
        "pl-AbCdEfGhIj12-0123456789abcdefGHIJKLmnopqrSTUV0123456789abcdef",
        "sk-ant-api03-abcdefghijklmnop",
        "ghp_abcdefghijklmnopqrstuvwxyz",
        "Bearer abcdefghijkl",
        "eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl"
      })
  void valuesShapedLikeSecretsAreRedactedAnywhere(String secret) {
    Map<String, Object> redacted =
        Redactor.redact(Map.of("note", "use " + secret, "list", List.of(Map.of("a", secret))));
    assertThat(redacted.toString()).doesNotContain(secret).contains(Redactor.MARK);
  }

  @Test
  void addressesOfSlackWebhooksAreRedacted() {
    assertThat(Redactor.redact("see https://hooks.slack.com/services/T0/B0/x9 now"))
        .isEqualTo("see https://hooks.slack.com/" + Redactor.MARK + " now");
  }

  @Test
  void passwordsInAddressesAreRedacted() {
    assertThat(Redactor.redact("https://user:hunter2@host/x"))
        .isEqualTo("https://" + Redactor.MARK + "@host/x");
  }
}
