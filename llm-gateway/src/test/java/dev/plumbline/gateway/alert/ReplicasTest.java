package dev.plumbline.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Alert.Kind;
import dev.plumbline.testkit.LocalPostgres;
import dev.plumbline.testkit.Receiver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways with one store in PostgreSQL see the same and tell it once. */
final class ReplicasTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  @TempDir Path home;

  @Test
  void whatBothSeeOneTells() throws Exception {
    try (LocalPostgres server = LocalPostgres.start();
        Receiver receiver = new Receiver()) {
      String database =
          "postgresql://%s:%s@127.0.0.1:%d/postgres?schema=alerts"
              .formatted(
                  LocalPostgres.USER,
                  URLEncoder.encode(LocalPostgres.PASSWORD, StandardCharsets.UTF_8),
                  server.port());
      Path first = Files.createDirectories(home.resolve("a"));
      Path second = Files.createDirectories(home.resolve("b"));
      try (AlertHouse here = new AlertHouse(first, database, NOON, "a", receiver);
          AlertHouse there = new AlertHouse(second, database, NOON, "b", receiver)) {
        here.put(here.hook(), AlertHouse.alert("spend", Kind.DAILY_SPEND, "1"));
        await().until(() -> there.knows("spend"));
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
          String user = "user-" + i;
          users.add(user);
          here.spend(user, "1");
          there.spend(user, "1");
        }
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> receiver.values("FIRING").size() >= users.size());
        // Replicas share what is spent: one that does not see it ends what the other one found.
        here.spend("last", "1");
        there.spend("last", "1");
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> receiver.values("FIRING").contains("last"));
        users.add("last");
        assertThat(receiver.values("FIRING")).containsExactlyInAnyOrderElementsOf(users);
        assertThat(receiver.posts("/hook")).hasSameSizeAs(receiver.deliveries());
      }
    }
  }
}
