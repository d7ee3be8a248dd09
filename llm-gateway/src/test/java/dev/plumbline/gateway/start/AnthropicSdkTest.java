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

/** The official Anthropic SDK for Node works unchanged. */
@Tag("dist")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnthropicSdkTest {
  private static final String STAND_IN = "This is Plumbline's stand-in";

  private JsonNode seen;
  private List<UsageEvent> ledger;

  @BeforeAll
  void run(@TempDir Path home) throws IOException, URISyntaxException {
    NodeSdk sdk = new NodeSdk();
    try (House house = new House(home, sdk.entries())) {
      seen = sdk.run(house, "anthropic.mjs");
      ledger = house.ledger();
    }
  }

  private void failed(String what, String name, int status, String type, String code) {
    JsonNode error = seen.path(what);
    assertThat(error.path("name").asString()).as("%s: %s", what, error).isEqualTo(name);
    assertThat(error.path("status").asInt()).isEqualTo(status);
    assertThat(error.path("type").asString()).isEqualTo(type);
    assertThat(error.path("code").asString()).isEqualTo(code);
  }

  @Test
  void sendsMessagesInBothDialectsWithTheirCostInTheLedger() {
    Map<String, UsageEvent> events =
        ledger.stream().collect(Collectors.toMap(UsageEvent::id, Function.identity()));
    for (String way : List.of("message", "system", "structured", "acrossMessage")) {
      JsonNode message = seen.path(way);
      assertThat(message.path("text").asString()).as(way).startsWith(STAND_IN);
      assertThat(message.path("stop").asString()).isEqualTo("end_turn");
      UsageEvent event = requireNonNull(events.get(message.path("id").asString()));
      assertThat(event.delivery().status()).isEqualTo(Status.OK);
      assertThat(event.tokens().input())
          .isEqualTo(message.path("usage").path("input_tokens").asInt());
      assertThat(event.tokens().output())
          .isEqualTo(message.path("usage").path("output_tokens").asInt());
      assertThat(requireNonNull(event.charge().cost()).total())
          .isEqualByComparingTo(message.path("cost").asString());
    }
    assertThat(
            requireNonNull(events.get(seen.path("acrossMessage").path("id").asString())).provider())
        .isEqualTo("openai");
  }

  @Test
  void streams() {
    for (String way : List.of("stream", "acrossStream")) {
      JsonNode stream = seen.path(way);
      assertThat(stream.path("text").asString()).as(way).startsWith(STAND_IN);
      assertThat(stream.path("first").asString()).isEqualTo("message_start");
      assertThat(stream.path("last").asString()).isEqualTo("message_stop");
      assertThat(stream.path("stop").asString()).isEqualTo("end_turn");
      assertThat(stream.path("usage").path("input_tokens").asInt()).isPositive();
      assertThat(stream.path("usage").path("output_tokens").asInt()).isGreaterThan(10);
    }
  }

  @Test
  void usesTools() {
    for (String way : List.of("tools", "acrossTools")) {
      JsonNode tools = seen.path(way);
      for (String how : List.of("plain", "streamed")) {
        assertThat(tools.path(how)).hasSize(1);
        assertThat(tools.path(how).path(0).path("name").asString()).isEqualTo("get_weather");
        assertThat(tools.path(how).path(0).path("city").asString()).isEqualTo("Paris");
      }
      assertThat(tools.path("stop").asString()).isEqualTo("tool_use");
      assertThat(tools.path("told").asString()).isEqualTo("end_turn");
    }
  }

  @Test
  void countsTokensAndListsModels() {
    assertThat(seen.path("counted").asInt()).isPositive();
    assertThat(seen.path("models").valueStream().map(JsonNode::asString))
        .contains("gpt-4o-mini", "claude-haiku-4-5");
  }

  @Test
  void throwsItsOwnErrors() {
    failed("unknownKey", "AuthenticationError", 401, "authentication_error", "invalid_api_key");
    failed("noBudget", "PaymentRequiredError", 402, "billing_error", "budget_exceeded");
    assertThat(seen.path("noBudget").path("message").asString()).contains("Nearly nothing");
    failed("tooFast", "RateLimitError", 429, "rate_limit_error", "rate_limit_exceeded");
    assertThat(seen.path("tooFast").path("retryAfter").asInt()).isBetween(3500, 3600);
    failed("provider529", "OverloadedError", 529, "overloaded_error", "stand_in");
    failed("untranslatable", "BadRequestError", 400, "invalid_request_error", "invalid_request");
    assertThat(seen.path("untranslatable").path("message").asString()).contains("'top_k'");
  }

  @Test
  void leavesEveryRequestOnceInTheLedger() {
    assertThat(ledger.stream().map(UsageEvent::id)).doesNotHaveDuplicates();
    assertThat(ledger.stream().filter(event -> event.delivery().status() == Status.OK))
        .hasSizeGreaterThan(10)
        .filteredOn(event -> !event.model().startsWith("stand-in"))
        .allMatch(event -> event.charge().cost() != null);
  }
}
