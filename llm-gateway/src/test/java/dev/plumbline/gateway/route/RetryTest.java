package dev.plumbline.gateway.route;

import static dev.plumbline.gateway.route.Parts.call;
import static dev.plumbline.gateway.route.Parts.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Route.Retry;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Status;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trying again, elsewhere, or not at all. */
class RetryTest {
  private static final String ASK = "{'model':'a','messages':[{'role':'user','content':'Hi'}]}";
  private StandInProvider standIn;
  private Parts parts;

  @BeforeEach
  void start() {
    standIn = new StandInProvider();
    parts = new Parts().openAi("one", standIn.url()).openAi("two", standIn.url());
  }

  @AfterEach
  void stop() {
    parts.close();
    standIn.close();
  }

  @Test
  void triesTheSameTargetAgain() {
    standIn.control().next("error-503", 1);
    Outcome outcome = parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("one", "stand-in"));
    assertThat(outcome.httpStatus()).isEqualTo(200);
    assertThat(outcome.attempts()).isEqualTo(2);
    assertThat(outcome.fallbackFrom()).isNull();
  }

  @Test
  void waitsAsLongAsTheProviderAsks() {
    standIn.control().next("429", 1);
    Outcome outcome = parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("one", "stand-in"));
    assertThat(outcome.httpStatus()).isEqualTo(200);
    assertThat(outcome.nanos()).isGreaterThan(Duration.ofMillis(990).toNanos());
  }

  @Test
  void passesOnAWaitThatIsTooLong() {
    parts.retry = new Retry(3, Duration.ofMillis(5), Duration.ofMillis(100));
    Outcome outcome = parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("one", "stand-in-429"));
    assertThat(outcome.httpStatus()).isEqualTo(429);
    assertThat(outcome.errorKind()).isEqualTo("rate_limit");
    assertThat(outcome.attempts()).isEqualTo(1);
    assertThat(outcome.headers()).containsEntry("retry-after", "1");
    assertThat(outcome.ending().utf8()).contains("told to limit the rate");
  }

  @Test
  void fallsBackToTheNextRank() {
    Outcome outcome =
        parts.send(
            Endpoint.CHAT_COMPLETIONS,
            ASK,
            target("two", "stand-in", 1),
            target("one", "stand-in-error-500", 0));
    assertThat(outcome.httpStatus()).isEqualTo(200);
    assertThat(outcome.attempts()).isEqualTo(3);
    assertThat(outcome.fallbackFrom()).isEqualTo("stand-in-error-500");
    assertThat(outcome.target()).isEqualTo(target("two", "stand-in", 1));
    assertThat(outcome.metered().model()).isEqualTo("stand-in");
  }

  @Test
  void fallsBackBeforeAStreamBeginsButNotAfter() {
    String streamed = ASK.replace("}]}", "}],'stream':true}");
    Client client = new Client();
    Outcome outcome =
        parts.send(
            call(Endpoint.CHAT_COMPLETIONS, streamed),
            client,
            target("one", "stand-in-error-529"),
            target("two", "stand-in", 1));
    assertThat(outcome.status()).isEqualTo(Status.OK);
    assertThat(client.headers).containsEntry("x-plumbline-attempts", "3");
    Outcome cut =
        parts.send(
            call(Endpoint.CHAT_COMPLETIONS, streamed),
            new Client(),
            target("one", "stand-in-cut"),
            target("two", "stand-in", 1));
    assertThat(cut.status()).isEqualTo(Status.INTERRUPTED);
    assertThat(cut.attempts()).isEqualTo(1);
  }

  @Test
  void doesNotRepeatWhatTheProviderRefuses() {
    Outcome outcome =
        parts.send(
            Endpoint.CHAT_COMPLETIONS,
            ASK,
            target("one", "stand-in-error-422"),
            target("two", "stand-in", 1));
    assertThat(outcome.httpStatus()).isEqualTo(422);
    assertThat(outcome.attempts()).isEqualTo(1);
    assertThat(outcome.metered().tokens()).isEqualTo(TokenCounts.NONE);
  }

  @Test
  void skipsProvidersThatTheKeyMayNotUse() {
    parts.allowed = provider -> provider.equals("two");
    Outcome outcome =
        parts.send(
            Endpoint.CHAT_COMPLETIONS, ASK, target("one", "stand-in"), target("two", "other", 1));
    assertThat(outcome.target()).isEqualTo(target("two", "other", 1));
    assertThat(outcome.fallbackFrom()).isNull();
    parts.allowed = provider -> false;
    Outcome denied = parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("one", "stand-in"));
    assertThat(denied.httpStatus()).isEqualTo(403);
    assertThat(denied.ending().utf8()).contains("provider_not_allowed");
    assertThat(denied.target()).isNull();
  }

  @Test
  void tellsOfAProviderThatCannotBeReached() {
    parts.openAi("nowhere", "http://127.0.0.1:1");
    Outcome outcome = parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("nowhere", "m"));
    assertThat(outcome.httpStatus()).isEqualTo(502);
    assertThat(outcome.errorKind()).isEqualTo("connection");
    assertThat(outcome.attempts()).isEqualTo(2);
    assertThat(outcome.metered().tokens()).isEqualTo(TokenCounts.NONE);
    assertThat(outcome.ending().utf8()).contains("provider_unreachable");
  }

  @Test
  void neverSendsWhatATargetCannotTake() {
    String huge = ASK.replace("Hi", "word ".repeat(30_000));
    assertThatThrownBy(() ->
            parts
                .openAi("openai", standIn.url())
                .send(Endpoint.CHAT_COMPLETIONS, huge, target("openai", "gpt-3.5-turbo")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("gpt-3.5-turbo")
        .hasMessageContaining("16385");
    assertThat(standIn.control().requests()).isZero();
    Outcome outcome =
        parts.send(
            Endpoint.CHAT_COMPLETIONS,
            huge,
            target("openai", "gpt-3.5-turbo"),
            target("openai", "gpt-4.1", 1));
    assertThat(outcome.target()).isEqualTo(target("openai", "gpt-4.1", 1));
  }
}
