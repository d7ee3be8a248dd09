package dev.plumbline.admin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.plumbline.testkit.Receiver;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The tour of README.md: a team's key from its making to its limit and beyond. */
@Tag("dist")
class ServedTourTest {
  private static final String MODEL = "stand-in/gpt-4.1";
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Wire.class)
  void goesOverEveryTransport(Wire wire) throws Exception {
    try (Office office = new Office(home);
        TestClient client = office.connect(wire)) {
      Chat chat = new Chat(client);
      channels(chat, office);
      Chat.Made made = chat.change("create_key", marketing());
      OpenAIClient application = office.application(made.secret());
      for (int request = 0; request < 2; request++) {
        assertThat(ask(application).usage().orElseThrow().promptTokens()).isGreaterThan(9_000);
      }
      String id = made.field("id");
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(spent(chat, id)).isBetween("0.04", "0.05"));
      refusal(application);
      messages(office);
      chat.change(
          "grant_extra",
          Map.of("budget", made.field("budget"), "amount_usd", 1, "reason", "launch week"));
      await().atMost(SOON).ignoreExceptions().until(() -> ask(application).isValid());
      assertThat(chat.text("get_budget_status", Map.of("level", "key"))).contains("$1.05");
      assertThat(chat.text("get_audit_log", Map.of("kind", "budget"))).contains("launch week");
    }
  }

  private static Map<String, Object> marketing() {
    return Map.of(
        "name",
        "Marketing",
        "department",
        "marketing",
        "models",
        List.of("stand-in/gpt-4.1*"),
        "budget_usd",
        new BigDecimal("0.05"),
        "warn_at",
        List.of(80));
  }

  /** Everybody is to be told everywhere. */
  private static void channels(Chat chat, Office office) {
    channel(chat, "slack", "slack", Map.of("secret_from", "env:SLACK_ALERTS_URL"));
    channel(
        chat,
        "hook",
        "webhook",
        Map.of("webhook_url", office.receiver().url("/hook"), "secret_from", "env:HOOK_KEY"));
    channel(
        chat,
        "mail",
        "email",
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            office.mail().getSmtp().getPort(),
            "tls",
            "none",
            "from",
            "plumbline@example.com",
            "to",
            List.of("finops@example.com")));
  }

  private static void channel(Chat chat, String id, String kind, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("channel", id);
    all.put("kind", kind);
    chat.change("set_alert_channel", all);
  }

  /** About two cents. */
  private static ChatCompletion ask(OpenAIClient application) {
    return application
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model(MODEL)
                .maxCompletionTokens(100)
                .addUserMessage("Name a river. " + "a river ".repeat(5_000))
                .build());
  }

  private static String spent(Chat chat, String key) {
    return chat.json("list_keys", Map.of("search", key))
        .path("keys")
        .path(0)
        .path("total")
        .asString();
  }

  private static void refusal(OpenAIClient application) {
    UnexpectedStatusCodeException refused =
        catchThrowableOfType(UnexpectedStatusCodeException.class, () -> ask(application));
    assertThat(refused.statusCode()).isEqualTo(402);
    assertThat(refused.code()).contains("budget_exceeded");
    assertThat(refused.getMessage()).contains("Marketing", "$0.05");
  }

  private static void messages(Office office) throws Exception {
    Receiver receiver = office.receiver();
    await()
        .atMost(SOON)
        .until(() ->
            !receiver.posts("/slack").isEmpty()
                && !receiver.posts("/hook").isEmpty()
                && office.mail().getReceivedMessages().length > 0);
    JsonNode slack = receiver.posts("/slack").getFirst().json();
    assertThat(slack.at("/attachments/0/color").asString()).startsWith("#");
    assertThat(slack.toString()).contains("Marketing", "80");
    Receiver.Post hook = receiver.posts("/hook").getFirst();
    assertThat(hook.json().path("status").asString()).isEqualTo("FIRING");
    assertThat(hook.signature()).isEqualTo(hook.signatureBy(Office.HOOK_KEY));
    MimeMessage mail = office.mail().getReceivedMessages()[0];
    assertThat(mail.getSubject()).contains("Marketing", " %");
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
  }
}
