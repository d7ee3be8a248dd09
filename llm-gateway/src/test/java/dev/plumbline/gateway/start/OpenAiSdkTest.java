package dev.plumbline.gateway.start;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The official OpenAI SDK for Node works unchanged. */
@Tag("dist")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiSdkTest {
  private static final String STAND_IN = "This is Plumbline's stand-in";
  private static final String[] CALLED = {"get_weather", "Paris"};

  private JsonNode seen;
  private List<UsageEvent> ledger;

  @BeforeAll
  void run(@TempDir Path home) throws IOException, URISyntaxException {
    NodeSdk sdk = new NodeSdk();
    try (House house = new House(home, sdk.entries())) {
      seen = sdk.run(house, "openai.mjs");
      ledger = house.ledger();
    }
  }

  private static void usage(JsonNode usage) {
    assertThat(usage.path("prompt_tokens").asInt()).isPositive();
    assertThat(usage.path("completion_tokens").asInt()).isPositive();
    assertThat(usage.path("total_tokens").asInt())
        .isEqualTo(usage.path("prompt_tokens").asInt() + usage.path("completion_tokens").asInt());
  }

  private static void called(JsonNode tools) {
    for (String way : List.of("plain", "streamed")) {
      assertThat(tools.path(way)).hasSize(1);
      JsonNode call = tools.path(way).path(0);
      assertThat(new String[] {call.path("name").asString(), call.path("city").asString()})
          .containsExactly(CALLED);
    }
    assertThat(tools.path("finish").asString()).isEqualTo("tool_calls");
    assertThat(tools.path("told").asString()).isEqualTo("stop");
  }

  private void failed(String what, String name, int status, String code) {
    JsonNode error = seen.path(what);
    assertThat(error.path("name").asString()).as("%s: %s", what, error).isEqualTo(name);
    assertThat(error.path("status").asInt()).isEqualTo(status);
    assertThat(error.path("code").asString()).isEqualTo(code);
  }

  @Test
  void chatsInBothDialectsWithItsCostInTheLedger() {
    Map<String, UsageEvent> events =
        ledger.stream().collect(Collectors.toMap(UsageEvent::id, Function.identity()));
    for (String way : List.of("chat", "acrossChat")) {
      JsonNode chat = seen.path(way);
      assertThat(chat.path("text").asString()).startsWith(STAND_IN);
      assertThat(chat.path("finish").asString()).isEqualTo("stop");
      usage(chat.path("usage"));
      UsageEvent event = requireNonNull(events.get(chat.path("id").asString()));
      assertThat(event.delivery().status()).isEqualTo(Status.OK);
      assertThat(requireNonNull(event.charge().cost()).total())
          .isEqualByComparingTo(chat.path("cost").asString());
    }
    assertThat(requireNonNull(events.get(seen.path("acrossChat").path("id").asString())).provider())
        .isEqualTo("anthropic");
  }

  @Test
  void streamsWithFiguresOnlyWhereAsked() {
    for (String way : List.of("stream", "streamUsage", "acrossStream")) {
      JsonNode stream = seen.path(way);
      assertThat(stream.path("text").asString()).as(way).startsWith(STAND_IN);
      assertThat(stream.path("finish").asString()).isEqualTo("stop");
      assertThat(stream.path("chunks").asInt()).isGreaterThan(10);
    }
    assertThat(seen.path("stream").path("usage").isNull()).isTrue();
    usage(seen.path("streamUsage").path("usage"));
    usage(seen.path("acrossStream").path("usage"));
  }

  @Test
  void callsTools() {
    called(seen.path("tools"));
    called(seen.path("acrossTools"));
  }

  @Test
  void callsToolsThroughResponsesOfAnotherDialect() {
    JsonNode tools = seen.path("acrossResponseTools");
    for (String way : List.of("plain", "streamed")) {
      JsonNode call = tools.path(way).path(0);
      assertThat(new String[] {call.path("name").asString(), call.path("city").asString()})
          .as(way)
          .containsExactly(CALLED);
    }
    assertThat(tools.path("told").asString()).startsWith(STAND_IN);
  }

  @Test
  void asksForStructuredOutput() {
    assertThat(seen.path("structured").asString()).isEqualTo("stop");
    assertThat(seen.path("acrossStructured").asString()).isEqualTo("stop");
  }

  @Test
  void usesResponsesCompletionsAndEmbeddings() {
    for (String way : List.of("responses", "acrossResponses")) {
      JsonNode responses = seen.path(way);
      assertThat(responses.path("text").asString()).as(way).startsWith(STAND_IN);
      assertThat(responses.path("first").asString()).isEqualTo("response.created");
      assertThat(responses.path("last").asString()).isEqualTo("response.completed");
      assertThat(responses.path("deltas").asInt()).isGreaterThan(10);
      assertThat(responses.path("usage").path("output_tokens").asInt()).isPositive();
      assertThat(responses.path("streamedUsage")).isEqualTo(responses.path("usage"));
    }
    assertThat(seen.path("completion").asString()).startsWith(STAND_IN);
    assertThat(seen.path("embeddings").path("vectors").asInt()).isEqualTo(2);
    assertThat(seen.path("embeddings").path("numbers").asInt()).isPositive();
  }

  @Test
  void listsModels() {
    assertThat(seen.path("models").valueStream().map(JsonNode::asString))
        .contains("gpt-4o-mini", "claude-haiku-4-5");
  }

  @Test
  void throwsItsOwnErrors() {
    failed("unknownKey", "AuthenticationError", 401, "invalid_api_key");
    failed("noBudget", "APIError", 402, "budget_exceeded");
    assertThat(seen.path("noBudget").path("message").asString()).contains("Nearly nothing");
    failed("tooFast", "RateLimitError", 429, "rate_limit_exceeded");
    assertThat(seen.path("tooFast").path("retryAfter").asInt()).isBetween(3500, 3600);
    failed("provider500", "InternalServerError", 500, "stand_in");
    failed("untranslatable", "BadRequestError", 400, "invalid_request");
    assertThat(seen.path("untranslatable").path("message").asString()).contains("'n'");
    failed("keptResponse", "BadRequestError", 400, "invalid_request");
    assertThat(seen.path("keptResponse").path("message").asString())
        .contains("'previous_response_id'");
  }

  @Test
  void leavesEveryRequestOnceInTheLedger() {
    assertThat(ledger.stream().map(UsageEvent::id)).doesNotHaveDuplicates();
    assertThat(ledger.stream().filter(event -> event.delivery().status() == Status.OK))
        .hasSizeGreaterThan(15)
        .filteredOn(event -> !event.model().startsWith("stand-in"))
        .allMatch(event -> event.charge().cost() != null);
  }
}
