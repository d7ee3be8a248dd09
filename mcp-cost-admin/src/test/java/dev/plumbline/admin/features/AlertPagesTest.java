package dev.plumbline.admin.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.admin.world.World;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.feature.Contents;
import dev.plumbline.mcp.feature.Prompt;
import dev.plumbline.mcp.feature.ResourceTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and channels as resources, and what completes their ids. */
class AlertPagesTest {
  @TempDir Path home;
  private World world;

  @BeforeEach
  void open() {
    world = new World(home);
    world.confirm(
        "set_alert_channel",
        Map.of(
            "channel", "ops",
            "kind", "alertmanager",
            "webhook_url", "https://am.example.com/s3cret"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private ResourceTemplate template(String start) {
    return world.features().templates().stream()
        .filter(template -> template.uriTemplate().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> completed(ResourceTemplate template, String variable, String typed) {
    return Objects.requireNonNull(template.completers().get(variable)).complete(typed, Map.of());
  }

  @Test
  void idsAreCompleted() {
    assertThat(completed(template("alert://"), "alert", "SPEND"))
        .containsExactly("daily-spend", "hourly-spend");
    assertThat(completed(template("alert-channel://"), "channel", "o")).containsExactly("ops");
    Prompt incident =
        world.features().prompts().stream()
            .filter(prompt -> prompt.name().equals("stop_the_bleeding"))
            .findFirst()
            .orElseThrow();
    Prompt.Argument argument =
        incident.arguments().stream()
            .filter(each -> each.name().equals("alert"))
            .findFirst()
            .orElseThrow();
    assertThat(argument.completer().complete("key", Map.of())).containsExactly("key-expiry");
  }

  @Test
  void anAlertAndAChannelAreRead() {
    String alert = text(template("alert://").read(Map.of("alert", "daily-spend")));
    assertThat(alert).contains("each organisation reaches $100.00", "all channels", "nothing now");
    String channel = text(template("alert-channel://").read(Map.of("channel", "ops")));
    assertThat(channel).contains("https://am.example.com/(hidden)").doesNotContain("s3cret");
    assertThatThrownBy(() -> template("alert://").read(Map.of("alert", "nix")))
        .isInstanceOf(Failure.NotFound.class);
  }

  private static String text(Contents contents) {
    return ((Contents.Text) contents).text();
  }
}
