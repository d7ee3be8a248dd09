package dev.plumbline.gateway.start;

import static dev.plumbline.gateway.start.FaultsTest.BACK;
import static dev.plumbline.gateway.start.FaultsTest.agree;
import static dev.plumbline.gateway.start.FaultsTest.ask;
import static dev.plumbline.gateway.start.FaultsTest.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.LocalPostgres;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway does while its ledger cannot be written, and afterwards. */
class LedgerFaultsTest {
  @TempDir Path home;

  @Test
  void eventsWaitForTheLedger() throws IOException, InterruptedException {
    try (LocalPostgres server = LocalPostgres.start()) {
      Ground ground = Ground.embedded(home).withLedger(Ground.shared(home, server).ledger());
      try (House house = new House(ground, KillTest.budget())) {
        List<String> ids = new ArrayList<>(List.of(ask(house)));
        await().atMost(BACK).until(() -> waiting(house) == 0);
        server.crash();
        for (int i = 0; i < 5; i++) {
          ids.add(ask(house));
        }
        await()
            .atMost(BACK)
            .until(() -> house.get("/health").body().contains("\"status\":\"degraded\""));
        assertThat(house.get("/ready").statusCode()).isEqualTo(503);
        server.resume();
        await().atMost(BACK).until(() -> house.get("/health").body().contains("\"status\":\"ok\""));
        assertThat(house.get("/ready").statusCode()).isEqualTo(200);
        agree(house);
        assertThat(house.ledger().stream().map(UsageEvent::id)).containsExactlyElementsOf(ids);
      }
    }
  }

  @Test
  void aLedgerThatHasNoRoomKeepsNobodyWaiting() throws IOException, InterruptedException {
    try (House house = new House(home, KillTest.budget());
        FullDisk disk = new FullDisk()) {
      List<String> ids = new ArrayList<>(List.of(ask(house)));
      await().atMost(BACK).until(() -> waiting(house) == 0);
      // Room for the journal, which has just begun, but not for the ledger's blocks.
      disk.fillAbove(100_000);
      for (int i = 0; i < 20; i++) {
        ids.add(ask(house));
      }
      disk.free();
      agree(house);
      assertThat(house.ledger().stream().map(UsageEvent::id))
          .containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  @Test
  void eventsWaitWhileAnotherProcessHoldsTheLedger() throws IOException, InterruptedException {
    try (House house = new House(home, KillTest.budget())) {
      List<String> ids = new ArrayList<>(List.of(ask(house)));
      await().atMost(BACK).until(() -> waiting(house) == 0);
      Launch launch = Launch.java(FileHolder.class).with(home.resolve("ledger.duckdb").toString());
      try (ServerProcess holder = ServerProcess.start(launch)) {
        await().atMost(BACK).until(() -> holder.stderr().contains(FileHolder.HELD));
        for (int i = 0; i < 3; i++) {
          ids.add(ask(house));
        }
        await().atMost(BACK).until(() -> house.get("/ready").statusCode() == 503);
        assertThat(house.get("/health").body()).contains("in use by process " + holder.pid());
        ids.add(ask(house));
      }
      agree(house);
      await().atMost(BACK).until(() -> house.get("/ready").statusCode() == 200);
      assertThat(house.ledger().stream().map(UsageEvent::id)).containsExactlyElementsOf(ids);
    }
  }
}
