package dev.plumbline.gateway.route;

import static dev.plumbline.gateway.route.Parts.call;
import static dev.plumbline.gateway.route.Parts.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Breaker;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Route.Retry;
import dev.plumbline.control.Route.Timeouts;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.usage.Status;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that leave, providers that dawdle, and guards that open. */
class TroubleTest {
  private static final String ASK = "{'model':'a','messages':[{'role':'user','content':'Hi'}]}";
  private static final String STREAM = ASK.replace("}]}", "}],'stream':true}");
  private StandInProvider standIn;
  private Parts parts;

  @BeforeEach
  void start() {
    standIn = new StandInProvider(0, Duration.ZERO, Duration.ofMillis(50));
    parts = new Parts(new Breaker(50, 4, Duration.ofMillis(300))).openAi("one", standIn.url());
    parts.retry = new Retry(1, Duration.ofMillis(5), Duration.ofMillis(100));
  }

  @AfterEach
  void stop() {
    parts.close();
    standIn.close();
  }

  @Test
  void aClientThatLeavesEndsTheProvidersWork() throws Exception {
    Client client = new Client();
    CompletableFuture<Outcome> sent =
        CompletableFuture.supplyAsync(() ->
            parts.send(call(Endpoint.CHAT_COMPLETIONS, STREAM), client, target("one", "stand-in")));
    assertThat(client.firstBytes.await(10, TimeUnit.SECONDS)).isTrue();
    client.leave();
    Outcome outcome = sent.get(400, TimeUnit.MILLISECONDS);
    assertThat(outcome.status()).isEqualTo(Status.INTERRUPTED);
    assertThat(outcome.errorKind()).isEqualTo("client_gone");
    assertThat(outcome.metered().estimated()).isTrue();
    assertThat(outcome.metered().tokens().input()).isPositive();
    await().atMost(Duration.ofSeconds(5)).until(() -> standIn.control().aborted() == 1);
  }

  @Test
  void aClientThatLeavesBeforeTheAnswerEndsTheWaiting() throws Exception {
    Client client = new Client();
    CompletableFuture<Outcome> sent =
        CompletableFuture.supplyAsync(() ->
            parts.send(
                call(Endpoint.CHAT_COMPLETIONS, ASK), client, target("one", "stand-in-slow")));
    await().until(() -> standIn.control().requests() == 1);
    client.leave();
    Outcome outcome = sent.get(1, TimeUnit.SECONDS);
    assertThat(outcome.errorKind()).isEqualTo("client_gone");
    assertThat(outcome.metered().tokens().input()).isPositive();
    assertThat(outcome.metered().estimated()).isTrue();
  }

  @Test
  void gaveUpWaitingForTheFirstToken() {
    parts.timeouts =
        new Timeouts(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(5));
    Outcome outcome =
        parts.send(
            call(Endpoint.CHAT_COMPLETIONS, STREAM),
            new Client(),
            target("one", "stand-in-slow-3000"));
    assertThat(outcome.httpStatus()).isEqualTo(504);
    assertThat(outcome.errorKind()).isEqualTo("timeout");
    assertThat(outcome.nanos()).isBetween(200_000_000L, 2_000_000_000L);
  }

  @Test
  void endsAStreamThatTakesTooLong() {
    parts.timeouts =
        new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(400));
    Client client = new Client();
    Outcome outcome =
        parts.send(call(Endpoint.CHAT_COMPLETIONS, STREAM), client, target("one", "stand-in"));
    assertThat(outcome.begun()).isTrue();
    assertThat(outcome.errorKind()).isEqualTo("timeout");
    assertThat(outcome.status()).isEqualTo(Status.INTERRUPTED);
    assertThat(outcome.ending().utf8()).contains("provider_timeout");
    assertThat(outcome.metered().tokens().output()).isPositive();
    assertThat(client.writes).isGreaterThan(2);
  }

  @Test
  void opensTheBreakerAndClosesItAgain() {
    standIn.control().next("error-500", 4);
    for (int i = 0; i < 4; i++) {
      parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("one", "m"));
    }
    Outcome kept = parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("one", "m"));
    assertThat(kept.httpStatus()).isEqualTo(503);
    assertThat(kept.ending().utf8()).contains("provider_unavailable");
    assertThat(kept.headers()).containsKey("retry-after");
    assertThat(kept.attempts()).isZero();
    assertThat(standIn.control().requests()).isEqualTo(4);
    Health.TargetHealth health = parts.router.health().targets().getFirst();
    assertThat(health.breaker()).isEqualTo("open");
    assertThat(health.failurePercent()).isEqualTo(100);
    assertThat(health.lastError()).isNotNull();
    assertThat(health.lastError().message()).contains("HTTP 500");
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> {
          Outcome tried = parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("one", "m"));
          assertThat(tried.httpStatus()).isEqualTo(200);
          assertThat(parts.router.health().targets().getFirst().breaker()).isEqualTo("closed");
        });
  }

  @Test
  void keepsToTheProvidersBound() throws Exception {
    Provider narrow =
        new Provider(
            "narrow",
            Dialect.OPENAI,
            standIn.url(),
            null,
            new TreeMap<>(),
            new TreeMap<>(),
            null,
            null,
            1,
            Breaker.USUAL,
            1);
    parts.providers.add(narrow);
    Client client = new Client();
    CompletableFuture<Outcome> first =
        CompletableFuture.supplyAsync(() ->
            parts.send(call(Endpoint.CHAT_COMPLETIONS, STREAM), client, target("narrow", "m")));
    assertThat(client.firstBytes.await(10, TimeUnit.SECONDS)).isTrue();
    Outcome second =
        parts.send(
            Endpoint.CHAT_COMPLETIONS, ASK, target("narrow", "m"), target("one", "other", 1));
    assertThat(second.target()).isEqualTo(target("one", "other", 1));
    assertThat(second.fallbackFrom()).isEqualTo("m");
    assertThat(first.get(5, TimeUnit.SECONDS).status()).isEqualTo(Status.OK);
    assertThat(parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("narrow", "m")).httpStatus())
        .isEqualTo(200);
  }
}
