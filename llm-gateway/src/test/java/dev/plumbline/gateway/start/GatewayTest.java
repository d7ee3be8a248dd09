package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {
  private static final String CHAT =
      """
      {"model":"gpt-4o-mini","max_tokens":50,"messages":[{"role":"user","content":"Name a river."}]}\
      """;

  @TempDir Path home;

  @Test
  void aCallIsAnsweredPricedAndInTheLedger() throws IOException, InterruptedException {
    try (House house = new House(home)) {
      HttpResponse<String> answer =
          house.post("/v1/chat/completions", CHAT, "x-plumbline-user", "ada");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-plumbline-target")).contains("openai/gpt-4o-mini");
      String id = answer.headers().firstValue("x-plumbline-request-id").orElseThrow();
      UsageEvent event = house.ledger().getLast();
      assertThat(event.id()).isEqualTo(id);
      assertThat(event.attribution().user()).isEqualTo("ada");
      assertThat(event.attribution().department()).isEqualTo("shop");
      assertThat(event.delivery().status()).isEqualTo(Status.OK);
      assertThat(event.charge().cost()).isNotNull();
      assertThat(answer.headers().firstValue("x-plumbline-cost"))
          .contains(event.charge().cost().total().stripTrailingZeros().toPlainString());
    }
  }
}
