package dev.plumbline.control.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.ControlFeed;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.Level;
import dev.plumbline.control.Sample;
import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.LocalPostgres;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgresControlStoreTest extends ControlStoreContract {
  private static LocalPostgres server;
  private static int schemas;

  @BeforeAll
  static void start() {
    server = LocalPostgres.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  String emptyLocation() {
    schemas++;
    return PostgresTesting.location(server, "Control \"" + schemas);
  }

  @Test
  void replicasSeeEachOthersChangesWithinASecond() {
    String location = emptyLocation();
    try (ControlStore here = open(location);
        ControlStore there = open(location);
        ControlFeed feed = new ControlFeed(there)) {
      here.put(Sample.daily("b", Level.KEY, "*", "10"), ADMIN);
      await().atMost(Duration.ofSeconds(1)).until(() -> feed.view().state().budgets().size() == 1);
    }
  }

  @Test
  void ofChangesAtTheSameTimeOneWinsAndNoneIsLost() throws Exception {
    String location = emptyLocation();
    try (ControlStore here = open(location);
        ControlStore there = open(location);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      here.put(Sample.daily("b", Level.KEY, "*", "10"), ADMIN);
      Callable<Boolean> change =
          () -> {
            ControlStore store = Thread.currentThread().threadId() % 2 == 0 ? here : there;
            try {
              store.put(version(Sample.daily("b", Level.KEY, "*", "10"), 2), ADMIN);
              return true;
            } catch (Failure.Conflict lost) {
              return false;
            }
          };
      var results = threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> change).toList());
      int won = 0;
      for (Future<Boolean> result : results) {
        won += result.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
      assertThat(here.revision()).isEqualTo(2);
    }
  }

  @Test
  void whileTheStoreIsDownTheLastViewStaysAndItsAgeIsTold() {
    try (LocalPostgres own = LocalPostgres.start();
        ControlStore store = open(PostgresTesting.location(own, "control"));
        ControlFeed feed = new ControlFeed(store)) {
      feed.put(Sample.daily("b", Level.KEY, "*", "10"), ADMIN);
      own.crash();
      assertThatThrownBy(store::revision).isInstanceOf(Failure.StoreUnavailable.class);
      await().until(() -> feed.staleFor().compareTo(Duration.ofSeconds(1)) > 0);
      assertThat(feed.view().state().budgets()).hasSize(1);
      own.resume();
      await().atMost(Duration.ofSeconds(30)).until(() -> feed.staleFor().toMillis() < 700);
    }
  }

  @Test
  void aWrongPasswordIsToldAndNotShown() {
    String wrong =
        PostgresTesting.location(server, "x").replace(":p%25w", ":wrongword").replace("%2F", "");
    assertThatThrownBy(() -> open(wrong))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageNotContaining("wrongword");
  }
}
