package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Channel;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.jdbc.ControlStores;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.testkit.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a gateway while its alerts are found, written and sent. */
final class AlertKillTest {
  private static final String CHAT =
      """
      {"model":"gpt-4o-mini","max_tokens":50,"messages":[{"role":"user","content":"Name a river."}]}\
      """;
  private static final int ROUNDS = 6;
  private static final long SEED = 20261121;

  @TempDir Path home;

  @Test
  void whateverTheMomentNothingIsLostOrToldTwice() throws Exception {
    KeyText key = KeyText.make();
    String database = "duckdb:" + home.resolve("control.duckdb");
    Map<String, String> environment = new HashMap<>();
    environment.put("PLUMBLINE_HOME", home.toString());
    environment.put("HOOK_KEY", "k1234");
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> users = new ArrayList<>();
    try (Receiver receiver = new Receiver();
        StandInProvider provider = new StandInProvider()) {
      setUp(database, key, provider, receiver);
      try (AlertProcess gateway = new AlertProcess(environment, key.secretText())) {
        for (int round = 0; round < ROUNDS; round++) {
          receiver.answer(round % 2 == 0 ? 503 : 200);
          for (int i = 0; i < 5; i++) {
            String user = "user-" + round + "-" + i;
            assertThat(gateway.ask(user, CHAT)).isEqualTo(200);
            users.add(user);
          }
          LockSupport.parkNanos(Duration.ofMillis(random.nextInt(0, 1800)).toNanos());
          gateway.killAndStart();
        }
        receiver.answer(200);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> receiver.values("FIRING").size() >= users.size());
        gateway.ask("last", CHAT);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> receiver.values("FIRING").contains("last"));
        users.add("last");
      }
      assertThat(receiver.values("FIRING")).containsExactlyInAnyOrderElementsOf(users);
    }
    firedOnce(database, users);
  }

  private static void setUp(
      String database, KeyText key, StandInProvider provider, Receiver receiver) {
    try (ControlStore store = new ControlStores(Map.of()).open(database)) {
      store.put(Provider.of("openai", Dialect.OPENAI, provider.url(), null), House.TEST);
      store.put(House.key(key), House.TEST);
      store.put(
          AlertsTest.channel("hook", Channel.Kind.WEBHOOK, "env:HOOK_KEY", receiver.url("/hook")),
          House.TEST);
      store.put(AlertsTest.spend("spend", "0.0000001", false), House.TEST);
    }
  }

  private static void firedOnce(String database, List<String> users) {
    try (ControlStore store = new ControlStores(Map.of()).open(database)) {
      Set<String> fired = new TreeSet<>();
      for (AlertEvent event : store.alerts().events(1000)) {
        if (event.what() == AlertEvent.What.FIRED) {
          assertThat(fired.add(event.value())).as(event.value()).isTrue();
        }
      }
      assertThat(fired).containsExactlyInAnyOrderElementsOf(users);
    }
  }
}
