package dev.plumbline.gateway.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Alert.Severity;
import dev.plumbline.control.Channel;
import dev.plumbline.testkit.Receiver;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class SendersTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  @TempDir Path folder;

  static Notice notice(String value) {
    Notice.Item item =
        new Notice.Item(
            "id",
            value,
            "user",
            true,
            NOW,
            null,
            null,
            "user " + value + " spent",
            new TreeMap<>());
    Notice.Table table =
        new Notice.Table("By <b>", List.of("", "cost"), List.of(List.of("```<@U1>", "$1.00")));
    return new Notice(
        "n",
        Notice.Status.FIRING,
        "a",
        "Spend",
        "daily_spend",
        Severity.CRITICAL,
        NOW,
        "Spend: " + value,
        List.of(),
        List.of(item),
        List.of(table));
  }

  private static Channel channel(Channel.Kind kind, String from, String url) {
    return new Channel("c", "c", kind, from, url, null, true, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "https://169.254.169.254/",
        "https://[fe80::1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://100.100.100.200/",
        "https://[fd00:ec2::254]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://0.0.0.0/",
        "http://10.0.0.1/",
        "https://224.0.0.1/"
      })
  void addressesOfTheNetworkItselfAreRefused(String url) {
    try (Senders senders = new Senders(Map.of("KEY", "k1234"), InstantSource.fixed(NOW))) {
      assertThatThrownBy(
              () -> senders.send(channel(Channel.Kind.WEBHOOK, "env:KEY", url), notice("x"), "d"))
          .isInstanceOfSatisfying(
              NotSent.class, failed -> assertThat(failed.refused()).as(failed.why()).isTrue());
    }
  }

  @Test
  void redirectsAreNotFollowed() {
    try (Receiver receiver = new Receiver();
        Receiver other = new Receiver();
        Senders senders = new Senders(Map.of("KEY", "k1234"), InstantSource.fixed(NOW))) {
      receiver.redirect(other.url("/stolen"));
      Channel hook = channel(Channel.Kind.WEBHOOK, "env:KEY", receiver.url("/hook"));
      assertThatThrownBy(() -> senders.send(hook, notice("x"), "d"))
          .isInstanceOf(NotSent.class)
          .hasMessageContaining("302");
      assertThat(other.deliveries()).isEmpty();
    }
  }

  @Test
  void aSecretIsReadFromItsFileAndNeverSaid() throws Exception {
    Path file = folder.resolve("slack");
    try (Receiver receiver = new Receiver();
        Senders senders = new Senders(Map.of(), InstantSource.fixed(NOW))) {
      Channel slack =
          new Channel("s", "s", Channel.Kind.SLACK, "file:" + file, null, null, true, 1);
      assertThatThrownBy(() -> senders.send(slack, notice("x"), "d"))
          .isInstanceOf(NotSent.class)
          .hasMessageContaining("file:" + file);
      Files.writeString(file, receiver.url("/services/geheim") + "\n");
      receiver.answer(404);
      assertThatThrownBy(() -> senders.send(slack, notice("x"), "d"))
          .isInstanceOf(NotSent.class)
          .hasMessageContaining("404")
          .hasMessageNotContaining("geheim");
      receiver.answer(200);
      senders.send(slack, notice("x"), "d");
      assertThat(receiver.posts("/services/geheim")).hasSize(1);
    }
  }

  @Test
  void slackFindsNoMarksInWhatStrangersWrote() {
    JsonNode message = SlackSender.message(notice("<!channel> <http://x|y> &"), "d");
    assertThat(message.path("text").asString())
        .isEqualTo("[CRITICAL] Spend: &lt;!channel&gt; &lt;http://x|y&gt; &amp;");
    JsonNode blocks = message.at("/attachments/0/blocks");
    assertThat(message.at("/attachments/0/color").asString()).isEqualTo("#c62828");
    for (JsonNode block : blocks) {
      JsonNode text = block.path("text");
      if (text.path("type").asString().equals("mrkdwn")) {
        assertThat(text.path("text").asString()).doesNotContain("<").doesNotContain("````");
      }
    }
    assertThat(blocks.get(1).at("/text/type").asString()).isEqualTo("plain_text");
  }

  @Test
  void aPageOfHtmlAndASubjectHoldNothingOfStrangers() {
    Notice notice = notice("<script>\r\nBcc: eve@example.com");
    assertThat(MailText.html(notice, "d")).doesNotContain("<script>").contains("&lt;script&gt;");
    assertThat(Wording.subject(notice))
        .isEqualTo("[CRITICAL] Spend: <script> Bcc: eve@example.com");
  }

  @Test
  void ordinaryAddressesAreAllowed() throws Exception {
    List<InetAddress> own = List.of(InetAddress.getByName("10.1.2.3"));
    assertThat(Addresses.checked("alertmanager.internal", own)).isEqualTo(own);
  }
}
