package dev.plumbline.stats.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample organisation over every transport; its file is made by the first. */
@Tag("dist")
class DemoServerTest {
  private static final int BUDGET = 24 * 1024;

  @TempDir static Path home;

  private final JsonMapper mapper = new JsonMapper();

  @ParameterizedTest
  @EnumSource(Wire.class)
  void answersARealClient(Wire wire) throws IOException {
    try (Served served = Served.over(wire, new Launcher(home).with("serve", "--demo"));
        TestClient client = served.connect()) {
      assertThat(client.sdk().listTools().tools()).hasSize(17);
      JsonNode days =
          Launcher.ask(
              client, "get_spend", Map.of("period", "last month", "grain", "day", "limit", 40));
      assertThat(days.path("cost").decimalValue()).isPositive();
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode row : days.path("rows")) {
        sum = sum.add(row.path("cost").decimalValue());
      }
      assertThat(sum).isEqualByComparingTo(days.path("cost").decimalValue());
      isLabelledAsSample(client);
      drawsAPicture(client);
      explainsItsErrors(client);
      hasPromptsAndCompletions(client);
    }
  }

  private static void isLabelledAsSample(TestClient client) {
    assertThat(TestClient.text(client.call("get_llm_stats", Map.of())))
        .contains("sample data, a made-up organisation");
    McpSchema.ReadResourceResult health =
        client.sdk().readResource(McpSchema.ReadResourceRequest.builder("ledger://health").build());
    assertThat(health.contents().toString()).contains("**sample data**");
  }

  private void drawsAPicture(TestClient client) throws IOException {
    McpSchema.CallToolResult result =
        client.call("get_spend", Map.of("period", "last 30 days", "grain", "day", "chart", true));
    assertThat(mapper.writeValueAsBytes(result).length).isLessThanOrEqualTo(BUDGET);
    McpSchema.ImageContent image =
        result.content().stream()
            .filter(McpSchema.ImageContent.class::isInstance)
            .map(McpSchema.ImageContent.class::cast)
            .findFirst()
            .orElseThrow();
    byte[] png = Base64.getDecoder().decode(image.data());
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(720);
  }

  private static void explainsItsErrors(TestClient client) {
    McpSchema.CallToolResult wrong = client.call("get_spend", Map.of("by", List.of("departement")));
    assertThat(wrong.isError()).isTrue();
    assertThat(TestClient.text(wrong)).contains("Did you mean department?");
  }

  private static void hasPromptsAndCompletions(TestClient client) {
    assertThat(client.sdk().listPrompts().prompts()).hasSize(4);
    assertThat(client.sdk().listResourceTemplates().resourceTemplates()).isNotEmpty();
    McpSchema.CompleteResult departments =
        client
            .sdk()
            .completeCompletion(
                McpSchema.CompleteRequest.builder(
                        new McpSchema.ResourceReference("spend://department/{name}"),
                        new McpSchema.CompleteRequest.CompleteArgument("name", "eng"))
                    .build());
    assertThat(departments.completion().values()).containsExactly("engineering");
  }
}
