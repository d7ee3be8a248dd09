package dev.plumbline.gateway.route;

import static dev.plumbline.gateway.route.Parts.call;
import static dev.plumbline.gateway.route.Parts.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Status;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers' documented answers, metered to their own figures. */
class FixturesTest {
  private static final String ASK = "{'model':'a','messages':[{'role':'user','content':'Hi'}]}";

  private MockWebServer server;
  private Parts parts;

  @BeforeEach
  void start() throws IOException {
    server = new MockWebServer();
    server.start();
    String url = server.url("/").toString();
    parts = new Parts().openAi("openai", url).anthropic("anthropic", url);
  }

  @AfterEach
  void stop() {
    parts.close();
    server.close();
  }

  private static String ask(Endpoint endpoint, boolean stream) {
    String text =
        switch (endpoint) {
          case COMPLETIONS -> "'prompt':'Hi'";
          case RESPONSES, EMBEDDINGS -> "'input':'Hi'";
          default -> "'messages':[{'role':'user','content':'Hi'}]";
        };
    return "{'model':'a'," + text + (stream ? ",'stream':true}" : "}");
  }

  @ParameterizedTest
  @CsvSource({
    "chat.json, CHAT_COMPLETIONS, openai, 99, 1920, 0, 0, 110, 64, flex, 0",
    "responses.json, RESPONSES, openai, 228, 100, 0, 0, 52, 20, , 1",
    "embeddings.json, EMBEDDINGS, openai, 8, 0, 0, 0, 0, 0, , 0",
    "completion.json, COMPLETIONS, openai, 5, 0, 0, 0, 7, 0, , 0",
    "message.json, MESSAGES, anthropic, 21, 3000, 500, 1000, 503, 0, priority, 2"
  })
  void metersWholeAnswers(
      String name,
      Endpoint endpoint,
      String provider,
      long input,
      long read,
      long write5m,
      long write1h,
      long output,
      long reasoning,
      String tier,
      long searches) {
    server.enqueue(Fixtures.answer(name));
    Outcome outcome = parts.send(endpoint, ask(endpoint, false), target(provider, "m"));
    assertThat(outcome.ending().utf8()).isEqualTo(Fixtures.text(name));
    assertThat(outcome.metered().tokens())
        .isEqualTo(new TokenCounts(input, read, write5m, write1h, output, reasoning));
    assertThat(outcome.metered().estimated()).isFalse();
    assertThat(outcome.metered().serviceTier()).isEqualTo(tier);
    assertThat(outcome.metered().extras().searches()).isEqualTo(searches);
    assertThat(outcome.headers())
        .containsEntry("x-request-id", "req_1")
        .containsEntry("x-ratelimit-remaining-requests", "99")
        .doesNotContainKeys("set-cookie", "content-length", "content-type");
  }

  @ParameterizedTest
  @CsvSource({
    "chat.sse, CHAT_COMPLETIONS, openai, 3, 16, 0, 0, 10, 4",
    "chat-crlf.sse, CHAT_COMPLETIONS, openai, 3, 16, 0, 0, 10, 4",
    "message.sse, MESSAGES, anthropic, 25, 40, 60, 40, 15, 0",
    "responses.sse, RESPONSES, openai, 30, 7, 0, 0, 11, 3",
    "chat.sse, MESSAGES, openai, 3, 16, 0, 0, 10, 4",
    "message.sse, CHAT_COMPLETIONS, anthropic, 25, 40, 60, 40, 15, 0"
  })
  void metersStreams(
      String name,
      Endpoint endpoint,
      String provider,
      long input,
      long read,
      long write5m,
      long write1h,
      long output,
      long reasoning) {
    server.enqueue(Fixtures.answer(name));
    Client client = new Client();
    Outcome outcome =
        parts.send(call(endpoint, ask(endpoint, true)), client, target(provider, "m"));
    assertThat(outcome.status()).isEqualTo(Status.OK);
    assertThat(outcome.metered().tokens())
        .isEqualTo(new TokenCounts(input, read, write5m, write1h, output, reasoning));
    assertThat(outcome.metered().estimated()).isFalse();
    assertThat(outcome.answer()).isEqualTo("Grüße aus Köln 🌉");
    assertThat(client.text() + outcome.ending().utf8()).contains("Grüße ", "aus Köln 🌉");
  }

  @Test
  void countsWhereTheProviderGivesNoFigures() {
    server.enqueue(Fixtures.answer("no-figures.json"));
    Outcome outcome = parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("openai", "m"));
    assertThat(outcome.metered().estimated()).isTrue();
    assertThat(outcome.metered().tokens().output()).isEqualTo(5);
    assertThat(outcome.metered().tokens().input()).isPositive();
  }

  @Test
  void triesAgainWhenAStreamBeginsWithAnError() {
    server.enqueue(Fixtures.answer("message-overloaded.sse"));
    server.enqueue(Fixtures.answer("message.sse"));
    Outcome outcome =
        parts.send(
            call(Endpoint.MESSAGES, ask(Endpoint.MESSAGES, true)),
            new Client(),
            target("anthropic", "m"));
    assertThat(outcome.status()).isEqualTo(Status.OK);
    assertThat(outcome.attempts()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"MESSAGES, overloaded_error", "CHAT_COMPLETIONS, Overloaded"})
  void passesAnErrorWithinAStreamOn(Endpoint endpoint, String text) {
    server.enqueue(Fixtures.answer("message-error.sse"));
    Outcome outcome =
        parts.send(call(endpoint, ask(endpoint, true)), new Client(), target("anthropic", "m"));
    assertThat(outcome.status()).isEqualTo(Status.ERROR);
    assertThat(outcome.ending().utf8()).contains(text);
    assertThat(outcome.metered().estimated()).isTrue();
    assertThat(outcome.metered().tokens().input()).isEqualTo(165);
    assertThat(outcome.metered().tokens().output()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, <html></html>",
    "application/json, [1]",
    "application/json, '{\"object\":\"list\"}'",
    "application/json, '{\"id\":'"
  })
  void takesNothingElseForAnAnswer(String type, String body) {
    MockResponse odd =
        new MockResponse.Builder().addHeader("content-type", type).body(body).build();
    server.enqueue(odd);
    server.enqueue(odd);
    Outcome outcome = parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("openai", "m"));
    assertThat(outcome.httpStatus()).isEqualTo(502);
    assertThat(outcome.errorKind()).isEqualTo("bad_answer");
    assertThat(outcome.ending().utf8()).contains("provider_bad_answer");
  }

  @Test
  void takesAnErrorThatPretendsToBeAnAnswerForWhatItIs() {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("content-type", "application/json")
            .body("{\"error\":{\"message\":\"Provider returned error\",\"code\":429}}")
            .build());
    server.enqueue(Fixtures.answer("chat.json"));
    Outcome outcome = parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("openai", "m"));
    assertThat(outcome.httpStatus()).isEqualTo(200);
    assertThat(outcome.attempts()).isEqualTo(2);
  }
}
