package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.testkit.Receiver;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a request to the messages about it, in a running gateway. */
final class AlertsTest {
  private static final String CHAT =
      """
      {"model":"gpt-4o-mini","max_tokens":50,"messages":[{"role":"user","content":"Name a river."}]}\
      """;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String HOOK_KEY = "geheim-signing-key-4711";

  @TempDir Path home;
  private final Receiver receiver = new Receiver();
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @AfterEach
  void close() {
    receiver.close();
    mail.stop();
  }

  static Alert spend(String id, String dollars, boolean recovery) {
    return new Alert(
        id,
        "Spend <!here> & *more*",
        Alert.Kind.DAILY_SPEND,
        new Scope(Level.USER, Scope.EACH),
        null,
        new BigDecimal(dollars),
        ZoneOffset.UTC,
        Alert.Severity.WARNING,
        List.of(),
        Duration.ofHours(1),
        null,
        Alert.MORNING,
        recovery,
        true,
        1);
  }

  static Channel channel(
      String id, Channel.Kind kind, @Nullable String secretFrom, @Nullable String url) {
    return new Channel(id, id, kind, secretFrom, url, null, true, 1);
  }

  private Channel webhook() {
    return channel("hook", Channel.Kind.WEBHOOK, "env:HOOK_KEY", receiver.url("/hook"));
  }

  private House house(Entry... entries) {
    Ground ground =
        Ground.embedded(home)
            .with("HOOK_KEY", HOOK_KEY)
            .with("SLACK_URL", receiver.url("/slack/T000/geheim-slack-token"));
    return new House(ground, entries);
  }

  @Test
  void aCrossingReachesEveryChannelWithinSeconds() throws Exception {
    mail.start();
    Channel.Mail to =
        new Channel.Mail(
            "127.0.0.1",
            mail.getSmtp().getPort(),
            Channel.Tls.NONE,
            null,
            "plumbline@example.com",
            List.of("ops@example.com"));
    Channel post = new Channel("mail", "mail", Channel.Kind.EMAIL, null, null, to, true, 1);
    try (House house =
        house(
            webhook(),
            channel("slack", Channel.Kind.SLACK, "env:SLACK_URL", null),
            channel("am", Channel.Kind.ALERTMANAGER, null, receiver.url("/am")),
            post,
            spend("spend", "0.0000001", true))) {
      assertThat(house.post("/v1/chat/completions", CHAT, "x-plumbline-user", "a<b>").statusCode())
          .isEqualTo(200);
      await()
          .atMost(SOON)
          .until(() ->
              receiver.posts("/hook").size() == 1
                  && receiver.posts("/slack/T000/geheim-slack-token").size() == 1
                  && receiver.posts("/am/api/v2/alerts").size() == 1
                  && mail.getReceivedMessages().length == 1);
      signed(receiver.posts("/hook").getFirst());
      String slack = receiver.posts("/slack/T000/geheim-slack-token").getFirst().body();
      assertThat(slack).contains("\"color\":\"#ef8f00\"").contains("&lt;!here&gt; &amp;");
      var labels = receiver.posts("/am/api/v2/alerts").getFirst().json().get(0).get("labels");
      assertThat(labels.get("value").asString()).isEqualTo("a<b>");
      assertThat(labels.get("level").asString()).isEqualTo("user");
      mailed(mail.getReceivedMessages()[0]);
      assertThat(house.post("/v1/chat/completions", CHAT, "x-plumbline-user", "a<b>").statusCode())
          .isEqualTo(200);
      assertThat(house.post("/v1/chat/completions", CHAT, "x-plumbline-user", "bob").statusCode())
          .isEqualTo(200);
      await().atMost(SOON).until(() -> receiver.posts("/hook").size() == 2);
      assertThat(receiver.values("FIRING")).containsExactly("a<b>", "bob");
      assertThat(house.get("/health").body()).contains("\"alerts_firing\"").contains("\"ok\"");
      await()
          .untilAsserted(() ->
              assertThat(house.get("/metrics").body())
                  .contains("llm_alerts_firing{alert=\"spend\"} 2")
                  .contains("llm_alert_messages_total{channel=\"hook\",result=\"delivered\"} 2"));
    }
    noSecretIn(home);
  }

  private static void signed(Receiver.Post post) {
    assertThat(post.signature()).isEqualTo(post.signatureBy(HOOK_KEY));
    assertThat(post.delivery()).endsWith(".hook");
  }

  private static void mailed(MimeMessage message) throws Exception {
    assertThat(message.getSubject()).startsWith("[WARNING] Spend <!here> & *more*: a<b>");
    assertThat(message.getMessageID()).endsWith(".mail@plumbline>");
    Multipart parts = (Multipart) message.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat((String) parts.getBodyPart(0).getContent()).contains("user a<b> spent");
    assertThat((String) parts.getBodyPart(1).getContent()).contains("user a&lt;b&gt; spent");
  }

  private static void noSecretIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains("geheim")).as(file.toString()).isFalse();
      }
    }
  }

  @Test
  void whatAReceiverMissesItGetsOnceItIsBack() throws Exception {
    try (House house = house(webhook(), spend("spend", "0.0000001", false))) {
      receiver.goAway();
      house.post("/v1/chat/completions", CHAT, "x-plumbline-user", "ada");
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(() ->
              assertThat(house.get("/health").body())
                  .contains("degraded")
                  .contains("The channel hook takes no messages"));
      receiver.comeBack();
      await().atMost(Duration.ofSeconds(30)).until(() -> !receiver.posts("/hook").isEmpty());
      assertThat(receiver.values("FIRING")).containsExactly("ada");
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(() -> assertThat(house.get("/health").body()).contains("\"ok\""));
      assertThat(receiver.deliveries()).hasSize(1);
    }
  }
}
