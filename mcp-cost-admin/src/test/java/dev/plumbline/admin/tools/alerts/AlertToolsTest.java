package dev.plumbline.admin.tools.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.admin.world.World;
import dev.plumbline.testkit.Receiver;
import dev.plumbline.testkit.TestClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Alerts from a chat: a gateway that really sends, and a receiver that really takes. */
class AlertToolsTest {
  private static final String MODEL = "gpt-4.1";
  private static final String SLACK = "/services/T0/B0/s3cret";

  @TempDir Path home;
  private World world;
  private Receiver hooks;

  @BeforeEach
  void open() throws IOException {
    hooks = new Receiver();
    Files.writeString(home.resolve("slack"), hooks.url(SLACK));
    world = new World(home);
  }

  @AfterEach
  void close() {
    world.close();
    hooks.close();
  }

  private String slack() {
    make(
        "set_alert_channel",
        Map.of(
            "channel", "slack", "kind", "slack", "secret_from", "file:" + home.resolve("slack")));
    return "slack";
  }

  private static String said(McpSchema.CallToolResult result) {
    return TestClient.text(result);
  }

  /** Makes a change; its text. */
  private String make(String tool, Map<String, Object> arguments) {
    String preview = said(world.call(tool, arguments));
    assertThat(said(world.call(tool, arguments))).isEqualTo(preview);
    McpSchema.CallToolResult made = world.confirm(tool, arguments);
    assertThat(made.isError()).as(said(made)).isNotEqualTo(true);
    return said(made);
  }

  private String refused(String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result = world.confirm(tool, arguments);
    assertThat(result.isError()).as(said(result)).isTrue();
    return said(result);
  }

  private JsonNode history(String what) {
    return World.json(world.call("get_alert_history", Map.of("alert", "key-day", "what", what)))
        .path("events");
  }

  @Test
  void aTeamIsToldInSlackThatAKeySpendsTooMuch() {
    assertThat(said(world.call("list_alerts", Map.of())))
        .contains("daily-spend", "$100.00", "nobody is told");
    slack();
    String set =
        make(
            "set_alert",
            Map.of(
                "alert", "key-day",
                "kind", "daily_spend",
                "level", "key",
                "threshold", new BigDecimal("0.0001"),
                "channels", List.of("slack")));
    assertThat(set).contains("each key reaches $0.0001", "remove_alert(alert=\"key-day\")");
    JsonNode tested = World.json(world.make("test_alert", Map.of("alert", "key-day")));
    assertThat(tested.path("channels").path(0).path("taken").asBoolean()).isTrue();
    assertThat(hooks.bodies(SLACK))
        .singleElement()
        .asString()
        .contains("Test of the alert key-day");

    String secret = World.secret(world.confirm("create_key", Map.of("name", "web shop")));
    String id = world.backend().keys().getFirst().id();
    assertThat(world.chat(secret, MODEL, 100).status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(10)).until(() -> hooks.bodies(SLACK).size() == 2);
    assertThat(hooks.bodies(SLACK).getLast()).contains(id, "$");
    await().atMost(Duration.ofSeconds(5)).until(() -> history("delivered").size() == 1);
    assertThat(history("fired").path(0).path("value").asString()).isEqualTo(id);
    String listed = said(world.call("list_alerts", Map.of("firing", true)));
    assertThat(listed).contains("fires for 1 value", id).doesNotContain("hourly-spend");
    assertNoSecret();
  }

  @Test
  void whatIsSilencedIsToldWhenTheSilenceEnds() {
    slack();
    make(
        "set_alert",
        Map.of(
            "alert", "key-day",
            "kind", "daily_spend",
            "level", "key",
            "threshold", new BigDecimal("0.0001")));
    Map<String, Object> silence =
        Map.of("alert", "key-day", "until", "2h", "reason", "a load <b>test");
    assertThat(make("silence_alert", silence)).contains("Silenced", "until=\"0\"");
    assertThat(said(world.confirm("silence_alert", silence))).contains("Nothing changed");
    assertThat(said(world.call("list_alerts", Map.of()))).contains("‹a load <b>test›", "silenced");

    String secret = World.secret(world.confirm("create_key", Map.of("name", "web shop")));
    assertThat(world.chat(secret, MODEL, 100).status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(10)).until(() -> history("fired").size() == 1);
    assertThat(hooks.bodies(SLACK)).isEmpty();
    Map<String, Object> end = Map.of("alert", "key-day", "until", "0");
    assertThat(make("silence_alert", end)).contains("Ended");
    await().atMost(Duration.ofSeconds(10)).until(() -> hooks.bodies(SLACK).size() == 1);
    assertThat(said(world.confirm("silence_alert", end))).contains("Nothing changed");
    assertThat(refused("silence_alert", Map.of("until", "1h"))).contains("reason");
  }

  @Test
  void theAddressOfAWebhookStaysAndIsNeverShown() throws IOException {
    Files.writeString(home.resolve("hook"), "signing-s3cret");
    String set =
        make(
            "set_alert_channel",
            Map.of(
                "channel",
                "ops",
                "kind",
                "webhook",
                "secret_from",
                "file:" + home.resolve("hook"),
                "webhook_url",
                hooks.url("/in/s3cret")));
    assertThat(set).contains("http://127.0.0.1:", "(hidden)");
    make("set_alert_channel", Map.of("channel", "ops", "enabled", false));
    assertThat(refused("test_alert", Map.of("alert", "daily-spend"))).contains("no channel");
    make("set_alert_channel", Map.of("channel", "ops", "enabled", true));
    make("test_alert", Map.of("alert", "daily-spend"));
    assertThat(hooks.bodies("/in/s3cret")).hasSize(1);
    hooks.answer(403);
    assertThat(make("test_alert", Map.of("alert", "daily-spend")))
        .contains("0 of 1 channel", "not taken", "403");
    hooks.answer(200);
    assertThat(
            make(
                "set_alert_channel",
                Map.of("channel", "ops", "webhook_url", hooks.url("/other/s3cret"))))
        .contains("The former address is not known");
    make("test_alert", Map.of("alert", "daily-spend"));
    assertThat(hooks.bodies("/other/s3cret")).hasSize(1);
    assertThat(
            refused(
                "set_alert_channel",
                Map.of("channel", "x", "kind", "slack", "secret_from", hooks.url(SLACK))))
        .contains("env:NAME");
    make("remove_alert_channel", Map.of("channel", "ops"));
    assertNoSecret();
  }

  /** Neither answers nor logs tell what was secret. */
  private void assertNoSecret() {
    try {
      assertThat(Files.readString(home.resolve("audit.jsonl"))).doesNotContain("s3cret");
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
    assertThat(world.admin().get("audit?limit=1000").toString()).doesNotContain("s3cret");
    assertThat(world.admin().get("channels").toString()).doesNotContain("s3cret");
    for (String tool : List.of("list_alerts", "get_alert_history", "get_audit_log")) {
      assertThat(world.call(tool, Map.of()).toString()).doesNotContain("s3cret");
    }
  }
}
