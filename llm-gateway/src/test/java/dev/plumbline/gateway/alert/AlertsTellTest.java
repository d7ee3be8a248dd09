package dev.plumbline.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Alert.Kind;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Silence;
import dev.plumbline.control.Window;
import dev.plumbline.control.alert.AlertEvent.What;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When something is told, and when it is not. */
final class AlertsTellTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  @TempDir Path home;
  private AlertHouse house;

  @BeforeEach
  void open() {
    house = new AlertHouse(home, NOON);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private List<String> told(String status) {
    return house.receiver().values(status);
  }

  private void awaitTold(String status, String value) {
    await().atMost(Duration.ofSeconds(10)).until(() -> told(status).contains(value));
  }

  @Test
  void crossingsOfAMomentMakeOneMessage() {
    house.put(AlertHouse.alert("spend", Kind.DAILY_SPEND, "1"));
    List<String> users = IntStream.range(10, 40).mapToObj(i -> "user-" + i).toList();
    users.forEach(user -> house.spend(user, "1"));
    house.spend("small", "0.999999999999");
    awaitTold("FIRING", "user-39");
    house.spend("small", "0.000000000001");
    awaitTold("FIRING", "small");
    assertThat(told("FIRING")).hasSize(31).containsAll(users);
    assertThat(house.receiver().deliveries()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void coolDownKeepsTheSameValueFromBeingToldAgain() {
    Alert hourly = AlertHouse.alert("hour", Kind.HOURLY_SPEND, "1");
    house.put(ManyAlerts.silentRecovery(ManyAlerts.coolDown(hourly, Duration.ofMinutes(90))));
    house.spend("ada", "1");
    awaitTold("FIRING", "ada");
    house.at("2026-03-10T13:10:00Z");
    house.spend("ada", "1");
    await().until(() -> house.events(What.FIRED, "ada") == 2);
    house.spend("bob", "1");
    awaitTold("FIRING", "bob");
    assertThat(told("FIRING")).containsExactly("ada", "bob");
    house.at("2026-03-10T13:40:00Z");
    await().atMost(Duration.ofSeconds(10)).until(() -> told("FIRING").size() == 3);
    assertThat(told("FIRING")).containsExactly("ada", "bob", "ada");
  }

  @Test
  void quietHoursHoldWhatIsNotCriticalAndTellItAtTheirEnd() {
    Alert.QuietHours night = new Alert.QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), false);
    Alert hourly = AlertHouse.alert("hour", Kind.HOURLY_SPEND, "1");
    Alert loud = AlertHouse.alert("loud", Kind.HOURLY_SPEND, "5");
    house.at("2026-03-10T23:00:00Z");
    house.put(
        ManyAlerts.quiet(hourly, night, Alert.Severity.WARNING),
        ManyAlerts.quiet(loud, night, Alert.Severity.CRITICAL));
    house.spend("ada", "1");
    house.spend("bob", "6");
    awaitTold("FIRING", "bob");
    await().until(() -> house.store().alerts().live().stream().filter(s -> s.held()).count() == 2);
    house.at("2026-03-11T02:00:00Z");
    await().until(() -> house.events(What.ENDED, "ada") == 1);
    assertThat(told("FIRING")).containsExactly("bob");
    house.at("2026-03-11T07:00:00Z");
    awaitTold("DIGEST", "ada");
    assertThat(told("DIGEST")).containsExactlyInAnyOrder("ada", "bob");
    assertThat(told("FIRING")).containsExactly("bob");
  }

  @Test
  void aSilenceKeepsItFromBeingToldUntilItEnds() {
    house.put(AlertHouse.alert("spend", Kind.DAILY_SPEND, "1"));
    house.put(
        new Silence(
            "s",
            null,
            new Scope(Level.USER, "ada"),
            NOON,
            NOON.plus(Duration.ofHours(1)),
            "known",
            "eve",
            1));
    house.spend("ada", "1");
    house.spend("bob", "1");
    awaitTold("FIRING", "bob");
    await().until(() -> house.events(What.FIRED, "ada") == 1);
    assertThat(told("FIRING")).containsExactly("bob");
    house.at(NOON.plus(Duration.ofHours(1)));
    awaitTold("FIRING", "ada");
  }

  @Test
  void theEndIsToldOnceAndAnEarlierOneWhenTheThresholdRises() {
    Alert spend = AlertHouse.alert("spend", Kind.DAILY_SPEND, "1");
    house.put(spend);
    house.spend("ada", "1");
    house.spend("bob", "5");
    awaitTold("FIRING", "ada");
    awaitTold("FIRING", "bob");
    house.put(ManyAlerts.threshold(spend, "3"));
    awaitTold("RESOLVED", "ada");
    house.spend("ada", "2");
    await().atMost(Duration.ofSeconds(10)).until(() -> told("FIRING").size() == 3);
    house.at("2026-03-11T00:00:00Z");
    awaitTold("RESOLVED", "bob");
    await().atMost(Duration.ofSeconds(10)).until(() -> told("RESOLVED").size() == 3);
    assertThat(told("RESOLVED")).containsExactlyInAnyOrder("ada", "ada", "bob");
  }

  @Test
  void ofABudgetsThresholdsTheHighestIsToldAndALaterOneIsNotHeldBack() {
    Budget budget =
        new Budget(
            "team",
            "The team",
            new Scope(Level.DEPARTMENT, "shop"),
            new BigDecimal("10"),
            new Window(Period.MONTH, false, ZoneOffset.UTC),
            AtLimit.REFUSE,
            null,
            List.of(50, 80, 100),
            1);
    house.put(
        budget,
        ManyAlerts.coolDown(
            AlertHouse.alert("budgets", Kind.BUDGET_THRESHOLD, null), Duration.ofHours(5)));
    house.spend("ada", "8.5");
    awaitTold("FIRING", "shop");
    assertThat(house.receiver().posts("/hook").getFirst().body())
        .contains("\"threshold_percent\":\"80\"")
        .doesNotContain("\"threshold_percent\":\"50\"");
    house.spend("ada", "1.5");
    await().atMost(Duration.ofSeconds(10)).until(() -> told("FIRING").size() == 2);
    assertThat(house.receiver().posts("/hook").getLast().body())
        .contains("used 100.0 % of the budget 'The team': $10.00 of $10.00");
  }

  @Test
  void aClockThatGoesBackAndForthTellsNothingTwice() {
    house.put(ManyAlerts.silentRecovery(AlertHouse.alert("spend", Kind.DAILY_SPEND, "1")));
    Duration day = Duration.ofDays(1);
    house.spend("ada", "1");
    awaitTold("FIRING", "ada");
    int step = 0;
    for (Instant time :
        List.of(NOON.minus(day), NOON, NOON.plus(day), NOON, NOON.minus(day), NOON)) {
      house.at(time);
      house.put(
          ManyAlerts.silentRecovery(AlertHouse.alert("other-" + step, Kind.HOURLY_SPEND, "1000")));
      house.spend("ada", "0.000001");
      String other = "user-" + step++;
      house.spend(other, "1");
      awaitTold("FIRING", other);
    }
    assertThat(told("FIRING"))
        .containsExactly("ada", "user-0", "user-1", "user-2", "user-3", "user-4", "user-5");
  }

  @Test
  void whatWasFoundButNotSentIsSentAfterARestartOnce() {
    house.put(AlertHouse.alert("spend", Kind.DAILY_SPEND, "1"));
    house.receiver().answer(503);
    house.spend("ada", "1");
    await().until(() -> house.events(What.DELAYED, null) == 1);
    house.restart();
    house.receiver().answer(200);
    awaitTold("FIRING", "ada");
    house.restart();
    house.spend("bob", "1");
    awaitTold("FIRING", "bob");
    assertThat(told("FIRING")).containsExactly("ada", "bob");
    assertThat(house.receiver().deliveries()).hasSize(2);
  }

  @Test
  void whatAReceiverNeverWantsIsGivenUpAndSeen() {
    house.put(AlertHouse.alert("spend", Kind.DAILY_SPEND, "1"));
    house.receiver().answer(400);
    house.spend("ada", "1");
    await().atMost(Duration.ofSeconds(10)).until(() -> house.events(What.FAILED, null) == 1);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> house.figures().troubles().toString().contains("never took a message"));
    house.receiver().answer(200);
    house.spend("bob", "1");
    awaitTold("FIRING", "bob");
    await().atMost(Duration.ofSeconds(10)).until(() -> house.figures().troubles().isEmpty());
  }
}
