package dev.plumbline.usage.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class LedgerJsonTest {
  private static final TimeRange MARCH =
      TimeRange.ofDays(
          LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31), ZoneId.of("Europe/Berlin"));
  private static final String EVENT =
      """
      {"id":"1","time":"2026-03-10T12:00:00Z","provider":"openai","model":"gpt-5","source":"x"%s}\
      """;

  private static JsonNode parse(String text) {
    return WireJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode again(JsonNode json) {
    return WireJson.parse(WireJson.bytes(json));
  }

  @Test
  void questionsComeThroughUnchanged() {
    List<Filter> filters =
        List.of(
            new Filter(new By.Tag("team:x \"é\""), Arrays.asList("a", null), true),
            Filter.is(Dimension.ERROR_KIND, "timeout"),
            new Filter(By.of(Dimension.USER), List.of(), false));
    UsageQuery full =
        new UsageQuery(
            MARCH,
            Grain.WEEK,
            List.of(By.of(Dimension.HOUR_OF_DAY), new By.Tag("tag:odd")),
            filters,
            List.of(Measure.COST, Measure.LATENCY_P95),
            new UsageQuery.Order(null, true),
            7,
            MARCH);
    assertThat(LedgerJson.query(again(LedgerJson.write(full)))).isEqualTo(full);
    UsageQuery ordered = full.top(3);
    assertThat(LedgerJson.query(again(LedgerJson.write(ordered)))).isEqualTo(ordered);
    UsageQuery plain = UsageQuery.of(MARCH, Measure.REQUESTS);
    assertThat(LedgerJson.query(again(LedgerJson.write(plain)))).isEqualTo(plain);
  }

  @ParameterizedTest
  @EnumSource
  void searchesComeThroughUnchanged(EventSearch.Order order) {
    EventSearch search =
        new EventSearch(MARCH, List.of(Filter.is(Dimension.MODEL, "m")), order, 12, 30);
    assertThat(LedgerJson.search(again(LedgerJson.write(search)))).isEqualTo(search);
  }

  @Test
  void everyNameOfADimensionAndMeasureIsUnderstood() {
    for (Measure measure : Measure.values()) {
      UsageQuery query = UsageQuery.of(MARCH, measure);
      for (Dimension dimension : Dimension.values()) {
        UsageQuery split = query.by(dimension);
        assertThat(LedgerJson.query(LedgerJson.write(split))).isEqualTo(split);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|range is missing",
        "[]|not a JSON object",
        "{\"range\":{\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"yesterday\"}}|range.to is"
            + " yesterday",
        "{\"rnge\":{}}|range is missing",
        "{\"range\":{\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\"},"
            + "\"measures\":[\"csot\"]}|measures is csot",
        "{\"range\":{\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\"},"
            + "\"measures\":[\"cost\"],\"filter\":[]}|no field filter",
        "{\"range\":{\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\"},"
            + "\"measures\":[\"cost\"],\"limit\":1.5}|limit is 1.5",
      })
  void wrongQuestionsNameTheField(String json, String message) {
    assertThatThrownBy(() -> LedgerJson.query(parse(json)))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void mistypedNamesGetTheNearestOnes() {
    assertThatThrownBy(() -> EventJson.read(parse(EVENT.formatted(",\"modle\":\"x\""))))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class, failure -> assertThat(failure.next()).contains("model"));
  }

  @Test
  void amountsKeepEveryDigit() {
    for (String cost : List.of("0.1000000000010000001", "\"0.1000000000010000001\"")) {
      String charge =
          ",\"charge\":{\"cost\":{\"output\":%s},\"list_cost\":\"0.100000000001000\"}"
              .formatted(cost);
      var event = EventJson.read(parse(EVENT.formatted(charge)));
      assertThat(event.charge().cost())
          .isNotNull()
          .extracting(Cost::output)
          .isEqualTo(new BigDecimal("0.100000000001"));
      assertThat(event.charge().listCost()).isEqualTo(new BigDecimal("0.100000000001000"));
      assertThat(EventJson.read(again(EventJson.write(event)))).isEqualTo(event);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+999999999", "\"1E+999999999\"", "1E-999999999", "\"NaN\"", "true"})
  void absurdAmountsAreRefusedAtOnce(String amount) {
    String text = EVENT.formatted(",\"charge\":{\"list_cost\":" + amount + "}");
    assertThatThrownBy(() -> EventJson.read(parse(text))).isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void aNameTwiceIsRefused() {
    assertThatThrownBy(() -> parse("{\"id\":\"1\",\"id\":\"2\"}"))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("not JSON");
    assertThatThrownBy(() -> parse("{} {}")).isInstanceOf(Failure.InvalidInput.class);
    assertThatThrownBy(() -> parse("")).isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void answersOfANewerProgramAreUnderstood() {
    var event =
        EventJson.read(Fields.answered(parse(EVENT.formatted(",\"invented_later\":{\"a\":1}"))));
    assertThat(event.model()).isEqualTo("gpt-5");
  }
}
