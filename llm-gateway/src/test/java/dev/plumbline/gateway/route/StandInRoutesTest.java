package dev.plumbline.gateway.route;

import static dev.plumbline.gateway.route.Parts.call;
import static dev.plumbline.gateway.route.Parts.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.usage.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every endpoint, dialect and fault over real HTTP. */
class StandInRoutesTest {
  private static StandInProvider standIn;
  private static Parts parts;

  @BeforeAll
  static void start() {
    standIn = new StandInProvider();
    parts = new Parts().openAi("openai", standIn.url()).anthropic("anthropic", standIn.url());
  }

  @AfterAll
  static void stop() {
    parts.close();
    standIn.close();
  }

  private static String body(Endpoint endpoint, String model, boolean stream) {
    String content =
        switch (endpoint) {
          case COMPLETIONS -> "'prompt':'Say hello'";
          case RESPONSES, EMBEDDINGS -> "'input':'Say hello'";
          default -> "'messages':[{'role':'user','content':'Say hello'}]";
        };
    String most = endpoint == Endpoint.MESSAGES ? ",'max_tokens':100" : "";
    return "{'model':'" + model + "'," + content + most + (stream ? ",'stream':true}" : "}");
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT_COMPLETIONS, openai",
    "RESPONSES, openai",
    "EMBEDDINGS, openai",
    "COMPLETIONS, openai",
    "MESSAGES, anthropic",
    "CHAT_COMPLETIONS, anthropic",
    "RESPONSES, anthropic",
    "MESSAGES, openai"
  })
  void answersWholeWithTheProvidersFigures(Endpoint endpoint, String provider) {
    Outcome outcome =
        parts.send(endpoint, body(endpoint, "alias", false), target(provider, "stand-in"));
    assertThat(outcome.httpStatus()).isEqualTo(200);
    assertThat(outcome.status()).isEqualTo(Status.OK);
    assertThat(outcome.begun()).isFalse();
    assertThat(outcome.metered().estimated()).isFalse();
    assertThat(outcome.metered().tokens().input()).isEqualTo(3);
    assertThat(outcome.metered().tokens().output())
        .isEqualTo(endpoint == Endpoint.EMBEDDINGS ? 0 : 17);
    assertThat(outcome.metered().model()).isEqualTo("stand-in");
    assertThat(outcome.ending().utf8())
        .contains(endpoint == Endpoint.EMBEDDINGS ? "embedding" : "not a model");
    assertThat(outcome.headers())
        .containsEntry("x-plumbline-provider", provider)
        .containsEntry("x-plumbline-model", "stand-in")
        .containsEntry("x-plumbline-attempts", "1");
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT_COMPLETIONS, openai, [DONE]",
    "RESPONSES, openai, response.completed",
    "COMPLETIONS, openai, [DONE]",
    "MESSAGES, anthropic, message_stop",
    "CHAT_COMPLETIONS, anthropic, [DONE]",
    "RESPONSES, anthropic, response.completed",
    "MESSAGES, openai, message_stop"
  })
  void streamsAndHoldsTheEndBack(Endpoint endpoint, String provider, String last) {
    Client client = new Client();
    Outcome outcome =
        parts.send(
            call(endpoint, body(endpoint, "alias", true)), client, target(provider, "stand-in"));
    assertThat(outcome.begun()).isTrue();
    assertThat(client.headers).containsEntry("x-plumbline-provider", provider);
    assertThat(client.text()).contains("stand-in").doesNotContain(last);
    assertThat(outcome.ending().utf8()).contains(last);
    assertThat(outcome.metered().estimated()).isFalse();
    assertThat(outcome.metered().tokens().input()).isEqualTo(3);
    assertThat(outcome.metered().tokens().output()).isEqualTo(17);
    assertThat(outcome.answer()).contains("This is Plumbline's stand-in, not a model.");
    assertThat(outcome.firstTokenNanos()).isPositive();
  }

  @Test
  void showsFiguresOnlyToThoseWhoAsk() {
    String plain = body(Endpoint.CHAT_COMPLETIONS, "alias", true);
    String asking =
        plain.replace("'stream':true", "'stream':true,'stream_options':{'include_usage':true}");
    Outcome silent = parts.send(Endpoint.CHAT_COMPLETIONS, plain, target("openai", "stand-in"));
    assertThat(silent.ending().utf8()).doesNotContain("prompt_tokens").contains("[DONE]");
    for (String provider : new String[] {"openai", "anthropic"}) {
      Outcome told = parts.send(Endpoint.CHAT_COMPLETIONS, asking, target(provider, "stand-in"));
      assertThat(told.ending().utf8()).contains("\"prompt_tokens\":3").contains("[DONE]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT_COMPLETIONS, openai",
    "CHAT_COMPLETIONS, anthropic",
    "RESPONSES, anthropic",
    "MESSAGES, anthropic",
    "MESSAGES, openai"
  })
  void callsTools(Endpoint endpoint, String provider) {
    Outcome whole =
        parts.send(endpoint, body(endpoint, "a", false), target(provider, "stand-in-tool"));
    assertThat(whole.ending().utf8())
        .contains("get_weather")
        .contains(
            switch (endpoint) {
              case MESSAGES -> "\"tool_use\"";
              case RESPONSES -> "\"function_call\"";
              default -> "\"tool_calls\"";
            });
    Client client = new Client();
    Outcome streamed =
        parts.send(
            call(endpoint, body(endpoint, "a", true)), client, target(provider, "stand-in-tool"));
    assertThat(client.text()).contains("get_weather");
    assertThat(streamed.answer()).isEqualTo("get_weather{\"city\":\"Paris\"}");
  }

  @ParameterizedTest
  @CsvSource({"CHAT_COMPLETIONS, openai", "MESSAGES, openai", "CHAT_COMPLETIONS, anthropic"})
  void metersCutStreams(Endpoint endpoint, String provider) {
    Client client = new Client();
    Outcome outcome =
        parts.send(
            call(endpoint, body(endpoint, "a", true)), client, target(provider, "stand-in-cut"));
    assertThat(outcome.status()).isEqualTo(Status.INTERRUPTED);
    assertThat(outcome.errorKind()).isEqualTo("stream_cut");
    assertThat(outcome.metered().estimated()).isTrue();
    assertThat(outcome.metered().tokens().input()).isPositive();
    assertThat(outcome.metered().tokens().output()).isBetween(3L, 16L);
    assertThat(outcome.ending().utf8()).contains("provider_stream_cut");
  }

  @ParameterizedTest
  @CsvSource({
    "stand-in-garbage, 502, bad_answer",
    "stand-in-cut, 502, connection",
    "stand-in-error-500, 500, provider_error",
    "stand-in-error-400, 400, provider_error"
  })
  void tellsOfFailures(String model, int status, String kind) {
    Outcome outcome =
        parts.send(
            Endpoint.CHAT_COMPLETIONS,
            body(Endpoint.CHAT_COMPLETIONS, "a", false),
            target("openai", model));
    assertThat(outcome.httpStatus()).isEqualTo(status);
    assertThat(outcome.errorKind()).isEqualTo(kind);
    assertThat(outcome.status()).isEqualTo(Status.ERROR);
    assertThat(outcome.attempts()).isEqualTo(status == 400 ? 1 : 2);
    assertThat(outcome.ending().utf8()).startsWith("{\"error\":{\"message\":\"The ");
  }
}
