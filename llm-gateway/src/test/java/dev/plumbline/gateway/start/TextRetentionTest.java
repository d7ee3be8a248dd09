package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.usage.Content;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextRetentionTest {
  private static final String CHAT =
      """
      {"model":"gpt-4o-mini","max_tokens":50,"messages":[{"role":"user","content":"Name a river."}]}\
      """;

  @TempDir Path home;

  @Test
  void aTextIsGoneAfterItsDaysAndItsRequestStays() throws IOException, InterruptedException {
    Ground ground =
        Ground.embedded(home)
            .with("PLUMBLINE_TEXTS_CHARACTERS", "1000")
            .with("PLUMBLINE_TEXTS_DAYS", "7");
    UsageEvent event = kept(ground);
    ground = ground.with("PLUMBLINE_TEXTS_CHARACTERS", "0");

    after(ground, Duration.ofDays(6));
    assertThat(ground.events()).containsExactly(event);

    after(ground, Duration.ofDays(8));
    List<UsageEvent> left = ground.events();
    assertThat(left).hasSize(1);
    assertThat(left.getFirst().content()).isEqualTo(Content.NONE);
    assertThat(left.getFirst().charge()).isEqualTo(event.charge());
    assertThat(left.getFirst().tokens()).isEqualTo(event.tokens());
  }

  private static UsageEvent kept(Ground ground) throws IOException, InterruptedException {
    try (House house = new House(ground)) {
      assertThat(house.post("/v1/chat/completions", CHAT).statusCode()).isEqualTo(200);
      UsageEvent event = house.ledger().getLast();
      assertThat(event.content().prompt()).contains("Name a river.");
      assertThat(event.content().answer()).contains("stand-in");
      return event;
    }
  }

  /** A gateway that starts that much later, and stops when it has looked. */
  private static void after(Ground ground, Duration time) {
    ground.with(Clock.offset(Clock.systemUTC(), time)).start().close();
  }
}
