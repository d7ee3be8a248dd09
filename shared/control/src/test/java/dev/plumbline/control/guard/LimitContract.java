package dev.plumbline.control.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Admission.Admitted;
import dev.plumbline.control.Admission.OverLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Limit.Kind;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Sample;
import dev.plumbline.control.Settlement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every guard holds requests to limits. */
public abstract class LimitContract extends GuardCase {
  private static final Duration DAY = Duration.ofDays(1);

  private static Settlement used(String id, long tokens) {
    return new Settlement(id, Sample.NOW, ADA, BigDecimal.ONE, tokens);
  }

  @Test
  void requestsBeyondALimitWaitUntilItRefills() {
    Limit limit = Sample.limit("rpd", Kind.REQUESTS, 2, DAY);
    admitted(limited("1", 1, limit));
    admitted(limited("2", 1, limit));
    OverLimit refusal = overLimit(limited("3", 1, limit));
    assertThat(refusal.limit()).isEqualTo(limit);
    assertThat(refusal.value()).isEqualTo("key-a");
    assertThat(refusal.retryAfter()).isBetween(Duration.ofHours(11), Duration.ofHours(12));
    Reservation bob =
        new Reservation(
            "4",
            Sample.NOW,
            BOB,
            BigDecimal.ONE,
            1,
            List.of(),
            List.of(limit),
            Duration.ofMinutes(1));
    admitted(bob);
  }

  @Test
  void aLimitRefillsAfterTheTimeThatItTold() {
    Limit limit = Sample.limit("fast", Kind.REQUESTS, 1, Duration.ofMillis(500));
    admitted(limited("1", 1, limit));
    assertThat(overLimit(limited("2", 1, limit)).retryAfter())
        .isBetween(Duration.ofMillis(1), Duration.ofMillis(500));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> guard.reserve(limited("2", 1, limit)) instanceof Admitted);
  }

  @Test
  void aRefusedRequestBurnsNothing() {
    Limit requests = Sample.limit("requests", Kind.REQUESTS, 2, DAY);
    Limit tokens = Sample.limit("tokens", Kind.TOKENS, 100, DAY);
    Budget budget = Sample.daily("b", Level.KEY, "*", "1");
    admitted(limited("1", 100, requests, tokens));
    for (int i = 0; i < 5; i++) {
      assertThat(overLimit(limited("no" + i, 10, requests, tokens)).limit()).isEqualTo(tokens);
    }
    Reservation costly =
        new Reservation(
            "costly",
            Sample.NOW,
            ADA,
            BigDecimal.TEN,
            1,
            List.of(budget),
            List.of(requests),
            Duration.ofMinutes(1));
    refused(costly);
    assertThat(guard.open()).hasSize(1);
    admitted(limited("2", 1, requests));
    overLimit(limited("3", 1, requests));
  }

  @Test
  void tokensAreCorrectedWhenTheRequestIsSettled() {
    Limit tokens = Sample.limit("tokens", Kind.TOKENS, 1000, DAY);
    admitted(limited("1", 900, tokens));
    overLimit(limited("2", 200, tokens));
    guard.settle(used("1", 100));
    admitted(limited("2", 800, tokens));
    guard.settle(used("2", 1400));
    assertThat(overLimit(limited("3", 1, tokens)).retryAfter())
        .isBetween(Duration.ofHours(11), Duration.ofHours(13));
  }

  @Test
  void aRequestOfMoreTokensThanTheLimitHasWaitsForAllOfThem() {
    Limit tokens = Sample.limit("tokens", Kind.TOKENS, 1000, DAY);
    admitted(limited("1", 128_000, tokens));
    overLimit(limited("2", 128_000, tokens));
    guard.settle(used("1", 10));
    admitted(limited("3", 900, tokens));
  }

  @Test
  void slotsAreFreedWhenRequestsAreSettledHoweverOften() {
    Limit parallel = Sample.limit("parallel", Kind.PARALLEL, 2, DAY);
    admitted(limited("1", 1, parallel));
    admitted(limited("2", 1, parallel));
    assertThat(overLimit(limited("3", 1, parallel)).retryAfter()).isPositive();
    guard.settle(used("1", 1));
    guard.settle(used("1", 1));
    admitted(limited("3", 1, parallel));
    overLimit(limited("4", 1, parallel));
  }

  @Test
  void slotsAreFreedWhenReservationsEndAndOnlyOnce() {
    Limit parallel = Sample.limit("parallel", Kind.PARALLEL, 1, DAY);
    admitted(lasting(limited("1", 1, parallel), Duration.ofMillis(200)));
    overLimit(limited("2", 1, parallel));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> guard.reserve(limited("2", 1, parallel)) instanceof Admitted);
    guard.settle(used("1", 1));
    overLimit(limited("3", 1, parallel));
  }
}
