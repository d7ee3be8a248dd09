package dev.plumbline.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.control.Alert.Kind;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.alert.AlertEvent.What;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alerts find that is not spend. */
final class ChecksTest {
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

  private void awaitTold(String status, String value) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> house.receiver().values(status).contains(value));
  }

  @Test
  void aRequestWithoutAPriceIsToldAtOnce() {
    house.put(AlertHouse.alert("price", Kind.UNKNOWN_PRICE, null));
    house.settle("ada", null);
    awaitTold("FIRING", "model-x");
    house.settle("bob", null);
    house.put(AlertHouse.alert("spend", Kind.DAILY_SPEND, "1"));
    house.spend("ada", "1");
    awaitTold("FIRING", "ada");
    assertThat(house.receiver().values("FIRING")).containsExactly("model-x", "ada");
  }

  @Test
  void aProviderThatIsDownAndComesBackIsTold() {
    house.put(AlertHouse.alert("down", Kind.PROVIDER_DOWN, null));
    house.targets(new Target("openai", "gpt", true, "500 <b>"));
    awaitTold("FIRING", "openai/gpt");
    house.targets();
    house.put(AlertHouse.alert("spend", Kind.DAILY_SPEND, "1"));
    house.spend("ada", "1");
    awaitTold("FIRING", "ada");
    assertThat(house.events(What.ENDED, "openai/gpt")).isZero();
    house.targets(new Target("openai", "gpt", false, null));
    awaitTold("RESOLVED", "openai/gpt");
  }

  @Test
  void aKeyThatExpiresSoonIsTold() {
    VirtualKey soon = key(NOON.plus(Duration.ofDays(6)));
    VirtualKey later = key(NOON.plus(Duration.ofDays(8)));
    house.put(soon, later, AlertHouse.alert("keys", Kind.KEY_EXPIRY, null));
    awaitTold("FIRING", soon.id());
    assertThat(house.receiver().values("FIRING")).containsExactly(soon.id());
  }

  @Test
  void aReportIsSentOnceAfterItsTime() {
    house.at("2026-03-10T07:59:00Z");
    house.put(AlertHouse.alert("report", Kind.REPORT_DAILY, null));
    await().atMost(Duration.ofSeconds(10)).until(() -> house.receiver().posts("/hook").size() == 1);
    house.at("2026-03-10T08:00:00Z");
    house.restart();
    await().atMost(Duration.ofSeconds(10)).until(() -> house.receiver().posts("/hook").size() == 2);
    house.restart();
    house.put(AlertHouse.alert("spend", Kind.DAILY_SPEND, "1"));
    house.spend("ada", "1");
    awaitTold("FIRING", "ada");
    List<String> titles =
        house.receiver().posts("/hook").stream()
            .map(post -> post.json().path("title").asString())
            .toList();
    assertThat(titles)
        .containsExactly("Cost of 2026-03-08: $0.00", "Cost of 2026-03-09: $0.00", "spend: ada");
  }

  @Test
  void aForecastAddsTheMedianOfEachWeekdayLeft() {
    LocalDate today = LocalDate.of(2026, 3, 29);
    TreeMap<LocalDate, BigDecimal> days = new TreeMap<>();
    for (int back = 1; back <= 28; back++) {
      LocalDate day = today.minusDays(back);
      days.put(day, BigDecimal.valueOf(day.getDayOfWeek().getValue()));
    }
    days.put(today.minusDays(5), BigDecimal.valueOf(1000));
    days.put(today, BigDecimal.valueOf(2));
    BigDecimal forecast = MonthForecast.of(BigDecimal.valueOf(100), days, today);
    assertThat(forecast).isEqualByComparingTo("108");
    assertThat(MonthForecast.of(BigDecimal.TEN, new TreeMap<>(), today)).isEqualByComparingTo("10");
  }

  private static VirtualKey key(Instant expires) {
    KeyText text = KeyText.make();
    return new VirtualKey(
        text.id(),
        "app",
        List.of(new VirtualKey.Secret(text.hash(), null)),
        VirtualKey.State.ACTIVE,
        new VirtualKey.Owner("acme", null, null, null, null, null),
        List.of(),
        List.of(),
        VirtualKey.Rules.USUAL,
        expires,
        NOON,
        new TreeMap<>(),
        1);
  }
}
