package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Alert;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.testkit.Receiver;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of budgets, and one that counts thousands of users each for itself, all of which are
 * crossed by requests of many clients at a time.
 */
final class AlertLoadTest {
  private static final String CHAT =
      """
      {"model":"gpt-4o-mini","max_tokens":20,"messages":[{"role":"user","content":"Name a river."}]}\
      """;
  private static final int BUDGETS = Integer.getInteger("plumbline.load.budgets", 500);
  private static final int REQUESTS = Integer.getInteger("plumbline.load.requests", 5_000);
  private static final int CLIENTS = 16;

  @TempDir Path home;

  /** When the request of a user was answered, which crossed every budget that counts it. */
  private final Map<String, Instant> crossed = new ConcurrentHashMap<>();

  @Test
  void noRequestIsRefusedAndNoAlertLostOrDoubled(TestReporter reporter) throws Exception {
    try (Receiver receiver = new Receiver()) {
      List<Entry> entries = new ArrayList<>();
      entries.add(
          AlertsTest.channel("hook", Channel.Kind.WEBHOOK, "env:HOOK_KEY", receiver.url("/hook")));
      entries.add(budget("each", new Scope(Level.USER, Scope.EACH)));
      IntStream.range(0, BUDGETS)
          .forEach(i -> entries.add(budget("b-" + i, new Scope(Level.USER, "user-" + i))));
      Ground ground = Ground.embedded(home).with("HOOK_KEY", "k1234");
      try (House house = new House(ground, entries.toArray(Entry[]::new))) {
        long usual = median(run(house, "plain-", REQUESTS / 5));
        house.put(thresholds());
        long watched = median(run(house, "user-", REQUESTS));
        await()
            .atMost(Duration.ofSeconds(90))
            .until(() -> receiver.values("FIRING").size() >= expected().size());
        assertThat(receiver.values("FIRING")).containsExactlyInAnyOrderElementsOf(expected());
        reporter.publishEntry(
            Map.of(
                "budgets", String.valueOf(BUDGETS + 1),
                "requests", String.valueOf(REQUESTS),
                "request", Duration.ofNanos(watched).toString(),
                "request without alerts", Duration.ofNanos(usual).toString(),
                "messages", String.valueOf(receiver.deliveries().size()),
                "from crossing to delivery", delays(receiver)));
      }
    }
  }

  /** The median, the 99th percentile and the longest, in milliseconds. */
  private String delays(Receiver receiver) {
    long[] millis =
        receiver.posts("/hook").stream()
            .flatMapToLong(post ->
                StreamSupport.stream(post.json().path("items").spliterator(), false)
                    .map(item -> crossed.get(item.path("value").asString()))
                    .filter(Objects::nonNull)
                    .mapToLong(then -> Duration.between(then, post.taken()).toMillis()))
            .sorted()
            .toArray();
    assertThat(millis).hasSizeGreaterThanOrEqualTo(REQUESTS);
    return "%d, %d, %d"
        .formatted(
            millis[millis.length / 2], millis[millis.length * 99 / 100], millis[millis.length - 1]);
  }

  /** Every user crosses the budget of every user, some also one of their own. */
  private static List<String> expected() {
    return Stream.of(
            IntStream.range(0, REQUESTS).mapToObj(i -> "user-" + i),
            IntStream.range(0, REQUESTS / 5).mapToObj(i -> "plain-" + i),
            IntStream.range(0, BUDGETS).mapToObj(i -> "user-" + i))
        .flatMap(all -> all)
        .toList();
  }

  private static long median(long[] nanos) {
    return Arrays.stream(nanos).sorted().skip(nanos.length / 2).findFirst().orElseThrow();
  }

  private long[] run(House house, String prefix, int requests) throws Exception {
    long[] nanos = new long[requests];
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        int first = client;
        clients.add(
            threads.submit(() -> {
              for (int i = first; i < requests; i += CLIENTS) {
                long begin = System.nanoTime();
                var answer =
                    house.post("/v1/chat/completions", CHAT, "x-plumbline-user", prefix + i);
                nanos[i] = System.nanoTime() - begin;
                if (prefix.equals("user-")) {
                  crossed.put(prefix + i, Instant.now());
                }
                assertThat(answer.statusCode()).isEqualTo(200);
              }
              return null;
            }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
    return nanos;
  }

  private static Alert thresholds() {
    return new Alert(
        "budgets",
        "Budget",
        Alert.Kind.BUDGET_THRESHOLD,
        null,
        null,
        null,
        ZoneOffset.UTC,
        Alert.Severity.WARNING,
        List.of(),
        Duration.ofHours(1),
        null,
        Alert.MORNING,
        true,
        true,
        1);
  }

  private static Budget budget(String id, Scope scope) {
    return new Budget(
        id,
        id,
        scope,
        new BigDecimal("0.0000001"),
        new Window(Period.DAY, false, ZoneOffset.UTC),
        AtLimit.WARN,
        null,
        List.of(80, 100),
        1);
  }
}
