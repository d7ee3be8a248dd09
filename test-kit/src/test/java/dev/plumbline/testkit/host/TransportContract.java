package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds whichever transport a client takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransportContract {
  private final Served served;
  private final String revision;

  /**
   * @param revision what the SDK's client and this server agree on over this transport
   */
  TransportContract(Wire wire, String revision, Path home) {
    this.served = Served.over(wire, Fixture.launch(home));
    this.revision = revision;
  }

  Served served() {
    return served;
  }

  @AfterAll
  void stop() {
    served.close();
  }

  @Test
  void shakesHands() {
    try (TestClient client = served.connect()) {
      McpSchema.InitializeResult welcome = client.welcome();
      assertThat(welcome.protocolVersion()).isEqualTo(revision);
      assertThat(welcome.serverInfo().name()).isEqualTo("mcp-fixture");
      assertThat(welcome.instructions()).isNotBlank();
      assertThat(welcome.capabilities().tools()).isNotNull();
      assertThat(welcome.capabilities().completions()).isNotNull();
      client.sdk().ping();
    }
  }

  @Test
  void listsItsTools() {
    try (TestClient client = served.connect()) {
      List<McpSchema.Tool> tools = client.sdk().listTools().tools();
      assertThat(tools)
          .extracting(McpSchema.Tool::name)
          .contains("test_simple_text", "write_note", "count_slowly")
          .doesNotContain("print_line");
      assertThat(tools)
          .allSatisfy(tool -> {
            assertThat(tool.description()).isNotBlank();
            assertThat(tool.outputSchema()).isNotEmpty();
            assertThat(tool.annotations().readOnlyHint()).isNotNull();
            assertThat(tool.annotations().destructiveHint()).isNotNull();
            assertThat(tool.annotations().idempotentHint()).isNotNull();
            assertThat(tool.annotations().openWorldHint()).isNotNull();
          });
    }
  }

  @Test
  void callsATool() {
    try (TestClient client = served.connect()) {
      client.sdk().listTools();
      McpSchema.CallToolResult result =
          client.call("echo_arguments", Map.of("project_key", "shop", "limit", 7));
      assertThat(result.isError()).isFalse();
      assertThat(TestClient.text(result)).isEqualTo("shop, MAJOR, limit 7, CONCISE");
      assertThat(result.structuredContent())
          .isInstanceOfSatisfying(
              Map.class, map -> assertThat(map.get("project_key")).isEqualTo("shop"));
    }
  }

  @Test
  void answersMistakesHelpfully() {
    try (TestClient client = served.connect()) {
      McpSchema.CallToolResult wrong =
          client.call("echo_arguments", Map.of("project_key", "shop", "severity", "SEVERE"));
      assertThat(wrong.isError()).isTrue();
      assertThat(TestClient.text(wrong)).contains("'severity'", "SEVERE", "MINOR, MAJOR, CRITICAL");
      assertThatThrownBy(() -> client.call("list_note", Map.of()))
          .hasMessageContaining("Did you mean list_notes");
      McpSchema.CallToolResult defect = client.call("fail_with_secret", Map.of());
      assertThat(defect.isError()).isTrue();
      assertThat(TestClient.text(defect)).contains("Internal error").doesNotContain("hunter2");
      assertThat(client.call("answer_too_much", Map.of("characters", 1_000_000)).isError())
          .isTrue();
      assertThat(client.call("test_simple_text", Map.of()).isError()).isFalse();
    }
  }

  @Test
  void tellsProgressAndLogs() {
    try (TestClient client = served.connect()) {
      client.callWithProgress("test_tool_with_progress", Map.of(), "p");
      assertThat(client.progress())
          .extracting(McpSchema.ProgressNotification::progress)
          .containsExactly(0.0, 50.0, 100.0);
      client.call("test_tool_with_logging", Map.of());
      assertThat(client.logs()).hasSize(3);
      client.sdk().setLoggingLevel(McpSchema.LoggingLevel.ERROR);
      client.call("test_tool_with_logging", Map.of());
      assertThat(client.logs()).hasSize(3);
    }
  }

  @Test
  void asksTheUserBeforeAChange() {
    ClientTraits traits =
        ClientTraits.withForms(form ->
            McpSchema.ElicitResult.builder(McpSchema.ElicitResult.Action.ACCEPT)
                .content(Map.of("confirm", form.message().contains("'asked'")))
                .build());
    try (TestClient client = served.connect(traits)) {
      client.call("write_note", Map.of("name", "asked", "text", "yes"));
      client.call("write_note", Map.of("name", "other", "text", "no"));
      assertThat(TestClient.text(client.call("list_notes", Map.of())))
          .contains("|asked|yes|")
          .doesNotContain("|other|");
    }
  }

  @Test
  void confirmsAPreviewForAClientWithoutForms() {
    try (TestClient client = served.connect()) {
      Map<String, Object> confirmed = Map.of("name", "shown", "text", "yes", "confirm", true);
      assertThat(TestClient.text(client.call("write_note", confirmed))).contains("confirm: true");
      assertThat(TestClient.text(client.call("list_notes", Map.of()))).doesNotContain("|shown|");
      client.call("write_note", confirmed);
      assertThat(TestClient.text(client.call("list_notes", Map.of()))).contains("|shown|yes|");
    }
  }

  @Test
  void letsTheClientsModelWrite() {
    ClientTraits traits =
        ClientTraits.withModel(request ->
            McpSchema.CreateMessageResult.builder(McpSchema.Role.ASSISTANT, "a poem", "test-model")
                .build());
    try (TestClient client = served.connect(traits);
        TestClient without = served.connect()) {
      Map<String, Object> prompt = Map.of("prompt", "write");
      assertThat(TestClient.text(client.call("test_sampling", prompt)))
          .isEqualTo("LLM response: a poem");
      assertThat(without.call("test_sampling", prompt).isError()).isTrue();
    }
  }

  @Test
  void offersPrompts() {
    try (TestClient client = served.connect()) {
      assertThat(client.sdk().listPrompts().prompts()).hasSize(4);
      McpSchema.GetPromptResult prompt =
          client
              .sdk()
              .getPrompt(
                  McpSchema.GetPromptRequest.builder("test_prompt_with_arguments")
                      .arguments(Map.of("arg1", "a", "arg2", "b"))
                      .build());
      assertThat(prompt.messages().getFirst().content())
          .isEqualTo(
              McpSchema.TextContent.builder("Prompt with arguments: arg1='a', arg2='b'").build());
      assertThatThrownBy(() ->
              client
                  .sdk()
                  .getPrompt(
                      McpSchema.GetPromptRequest.builder("test_prompt_with_arguments")
                          .arguments(Map.of("arg1", "a"))
                          .build()))
          .hasMessageContaining("arg2");
    }
  }

  @Test
  void offersResourcesTemplatesAndCompletions() {
    try (TestClient client = served.connect()) {
      assertThat(client.sdk().listResources().resources()).hasSize(3);
      assertThat(client.sdk().listResourceTemplates().resourceTemplates()).hasSize(1);
      assertThat(read(client, "test://static-text")).contains("static text resource");
      assertThat(read(client, "test://template/a%20b/data")).contains("Data for ID: a b");
      assertThatThrownBy(() -> read(client, "test://nowhere"))
          .hasMessageContaining("test://nowhere")
          .hasMessageContaining("test://static-text");
      McpSchema.CompleteResult completed =
          client
              .sdk()
              .completeCompletion(
                  McpSchema.CompleteRequest.builder(
                          new McpSchema.PromptReference("test_prompt_with_arguments"),
                          new McpSchema.CompleteRequest.CompleteArgument("arg1", "pa"))
                      .build());
      assertThat(completed.completion().values()).containsExactly("paris", "park");
    }
  }

  private static String read(TestClient client, String uri) {
    McpSchema.ResourceContents contents =
        client
            .sdk()
            .readResource(McpSchema.ReadResourceRequest.builder(uri).build())
            .contents()
            .getFirst();
    return contents instanceof McpSchema.TextResourceContents text ? text.text() : "";
  }
}
