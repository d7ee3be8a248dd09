package dev.plumbline.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Alert.Kind;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alerts find in the ledger: unusual hours, and errors. */
final class LedgerChecksTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Instant LAST_HOUR = NOON.minus(Duration.ofMinutes(30));

  @TempDir Path home;

  private final List<UsageEvent> events = new ArrayList<>();

  private void event(String user, Instant time, String dollars, Status status) {
    String id = "e-" + events.size();
    Attribution who =
        new Attribution("k-1", "acme", "shop", null, null, user, null, new TreeMap<>());
    events.add(
        UsageEvent.of(id, time, "openai", "gpt-4.1", "gateway")
            .attribution(who)
            .charge(new Charge(Cost.lump(new BigDecimal(dollars)), null, "test", null))
            .delivery(new Delivery(status, null, null, null, 1, null))
            .build());
  }

  /** What a user spent in this hour of each of some days, and in the last hour. */
  private void hours(String user, int days, String usual, String last) {
    for (int day = 1; day <= days; day++) {
      event(user, LAST_HOUR.minus(Duration.ofDays(day)), usual, Status.OK);
    }
    event(user, LAST_HOUR, last, Status.OK);
  }

  private void requests(String user, int all, int errors, int blocked) {
    Instant time = NOON.minus(Duration.ofMinutes(2));
    for (int i = 0; i < all; i++) {
      event(user, time, "0", i < errors ? Status.ERROR : Status.OK);
    }
    for (int i = 0; i < blocked; i++) {
      event(user, time, "0", Status.BLOCKED);
    }
  }

  private AlertHouse open() {
    try (LedgerWriter writer =
        new Ledgers(Map.of()).writer("duckdb:" + home.resolve("ledger.duckdb"))) {
      writer.append(events);
    }
    return new AlertHouse(home, NOON);
  }

  private static Alert alert(String id, Kind kind, @Nullable Scope scope) {
    return new Alert(
        id,
        id,
        kind,
        scope,
        null,
        null,
        ZoneOffset.UTC,
        Alert.Severity.WARNING,
        List.of(),
        Duration.ZERO,
        null,
        Alert.MORNING,
        true,
        true,
        1);
  }

  private static void awaitTold(AlertHouse house, String status, String value) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> house.receiver().values(status).contains(value));
  }

  @Test
  void anHourThatCostsMuchMoreThanUsualIsTold() {
    hours("ada", 14, "2", "6.01");
    hours("bob", 14, "2", "6");
    hours("cyd", 4, "2", "1000");
    hours("dan", 14, "0.1", "0.99");
    hours("eve", 5, "0.1", "1");
    event("fay", LAST_HOUR.plus(Duration.ofMinutes(31)), "1000", Status.OK);
    hours("fay", 14, "2", "2");
    try (AlertHouse house = open()) {
      house.put(alert("odd", Kind.ANOMALY, new Scope(Level.USER, Scope.EACH)));
      awaitTold(house, "FIRING", "ada");
      assertThat(house.receiver().values("FIRING")).containsExactlyInAnyOrder("ada", "eve");
      assertThat(house.receiver().posts("/hook").getFirst().body())
          .contains("user ada spent $6.01 in the hour from 2026-03-10T11:00", "$2.00");
      house.at(NOON.plus(Duration.ofMinutes(61)));
      awaitTold(house, "RESOLVED", "ada");
      house.restart();
      awaitTold(house, "FIRING", "fay");
      assertThat(house.receiver().values("FIRING")).containsExactlyInAnyOrder("ada", "eve", "fay");
    }
  }

  @Test
  void aNamedUserAloneIsWatched() {
    hours("ada", 14, "2", "100");
    hours("bob", 14, "2", "100");
    try (AlertHouse house = open()) {
      house.put(alert("odd", Kind.ANOMALY, new Scope(Level.USER, "bob")));
      awaitTold(house, "FIRING", "bob");
      assertThat(house.receiver().values("FIRING")).containsExactly("bob");
    }
  }

  @Test
  void manyErrorsAreToldAndTheirEndToo() {
    requests("ada", 20, 4, 0);
    requests("bob", 20, 3, 0);
    requests("cyd", 19, 19, 30);
    requests("dan", 20, 4, 100);
    try (AlertHouse house = open()) {
      house.put(alert("errors", Kind.ERROR_RATE, new Scope(Level.USER, Scope.EACH)));
      awaitTold(house, "FIRING", "ada");
      assertThat(house.receiver().values("FIRING")).containsExactlyInAnyOrder("ada", "dan");
      assertThat(house.receiver().posts("/hook").getFirst().body())
          .contains("4 of 20 requests of user ada", "20 %");
      house.at(NOON.plus(Duration.ofMinutes(4)));
      house.restart();
      awaitTold(house, "RESOLVED", "ada");
      assertThat(house.receiver().values("RESOLVED")).containsExactlyInAnyOrder("ada", "dan");
    }
  }

  @Test
  void errorsOfEverybodyCountTogetherWithoutAScope() {
    requests("ada", 10, 3, 0);
    requests("bob", 10, 1, 0);
    try (AlertHouse house = open()) {
      house.put(alert("errors", Kind.ERROR_RATE, null));
      awaitTold(house, "FIRING", "all");
      assertThat(house.receiver().values("FIRING")).containsExactly("all");
    }
  }
}
