package dev.plumbline.control.guard.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.jdbc.PostgresPool;
import dev.plumbline.control.jdbc.PostgresTesting;
import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.LocalPostgres;
import dev.plumbline.usage.jdbc.Location;
import dev.plumbline.usage.jdbc.PostgresLocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Numbers, as texts, that are read together by the database, which cannot read all texts. */
final class TogetherTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static LocalPostgres server;

  private final Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
  private final CountDownLatch first = new CountDownLatch(1);

  @BeforeAll
  static void start() {
    server = LocalPostgres.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static PostgresPool pool(LocalPostgres server) {
    Location location = Location.parse(PostgresTesting.location(server, "public"), Map.of());
    return new PostgresPool((PostgresLocation) location, "budget store", 2, Duration.ofSeconds(5));
  }

  private Together<String, Integer> together(PostgresPool pool, Duration patience) {
    return new Together<>(pool, "numbers", patience, this::read);
  }

  private List<Integer> read(Connection connection, List<String> wanted) throws SQLException {
    batches.add(wanted);
    if (wanted.contains("first")) {
      held();
      return List.of(0);
    }
    return new Call("select cast(t as integer) from unnest(?) as t", Call.texts(wanted))
        .rows(connection, row -> row.getInt(1));
  }

  private void held() {
    try {
      first.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Callers that wait behind the first one, which is held. */
  private List<Caller> behind(Together<String, Integer> together, List<String> wanted) {
    List<Caller> callers = new ArrayList<>();
    callers.add(new Caller(together, "first"));
    await().until(() -> !batches.isEmpty());
    wanted.forEach(each -> callers.add(new Caller(together, each).waiting()));
    return callers;
  }

  @Test
  void whatComesMeanwhileIsNextTogether() throws Exception {
    try (PostgresPool pool = pool(server);
        Together<String, Integer> together = together(pool, LONG)) {
      List<String> wanted = IntStream.rangeClosed(1, 150).mapToObj(String::valueOf).toList();
      List<Caller> callers = behind(together, wanted);
      first.countDown();
      for (int i = 0; i <= 150; i++) {
        assertThat(callers.get(i).outcome()).isEqualTo(i);
      }
      assertThat(batches)
          .containsExactly(List.of("first"), wanted.subList(0, 100), wanted.subList(100, 150));
    }
  }

  @Test
  void whatIsWrongFailsAlone() throws Exception {
    try (PostgresPool pool = pool(server);
        Together<String, Integer> together = together(pool, LONG)) {
      List<Caller> callers = behind(together, List.of("1", "2", "wrong", "4", "5"));
      first.countDown();
      for (int i : List.of(0, 1, 2, 4, 5)) {
        assertThat(callers.get(i).outcome()).isEqualTo(i);
      }
      assertThat(callers.get(3).outcome())
          .isInstanceOfSatisfying(
              Failure.StoreUnavailable.class,
              failed -> assertThat(failed.text()).contains("\"wrong\""));
    }
  }

  @Test
  void anInterruptedCallerGetsItsAnswer() throws Exception {
    try (PostgresPool pool = pool(server);
        Together<String, Integer> together = together(pool, LONG)) {
      List<Caller> callers = behind(together, List.of("1", "2"));
      callers.forEach(caller -> caller.interrupt());
      first.countDown();
      for (int i = 0; i < 3; i++) {
        assertThat(callers.get(i).outcome()).isEqualTo("interrupted, but " + i);
      }
    }
  }

  @Test
  void whoWaitsTooLongIsToldAndNotServedLater() throws Exception {
    try (PostgresPool pool = pool(server);
        Together<String, Integer> together = together(pool, Duration.ofSeconds(2))) {
      List<Caller> callers = behind(together, List.of("1"));
      assertThat(callers.get(1).outcome())
          .isInstanceOfSatisfying(
              Failure.StoreUnavailable.class,
              failed -> assertThat(failed.text()).contains("more than 2 s"));
      first.countDown();
      assertThat(callers.getFirst().outcome()).isEqualTo(0);
      assertThat(together.ask("7")).isEqualTo(7);
      assertThat(batches).containsExactly(List.of("first"), List.of("7"));
    }
  }

  @Test
  void whoWaitsForADatabaseThatIsGoneIsTold() throws Exception {
    try (LocalPostgres own = LocalPostgres.start();
        PostgresPool pool = pool(own);
        Together<String, Integer> together = together(pool, LONG)) {
      List<Caller> callers = behind(together, List.of("1", "2", "3"));
      own.crash();
      first.countDown();
      for (Caller caller : callers.subList(1, 4)) {
        assertThat(caller.outcome()).isInstanceOf(Failure.StoreUnavailable.class);
      }
      own.resume();
      assertThat(together.ask("7")).isEqualTo(7);
    }
  }

  @Test
  void closingEndsWhatWaitsAndTakesNothingMore() throws Exception {
    try (PostgresPool pool = pool(server)) {
      Together<String, Integer> together = together(pool, LONG);
      List<Caller> callers = behind(together, List.of("1"));
      first.countDown();
      together.close();
      assertThat(callers.get(1).outcome()).isEqualTo(1);
      assertThatThrownBy(() -> together.ask("2"))
          .isInstanceOfSatisfying(
              Failure.StoreUnavailable.class,
              failed -> assertThat(failed.text()).contains("closed"));
    }
  }
}
