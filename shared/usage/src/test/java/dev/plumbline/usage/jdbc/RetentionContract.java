package dev.plumbline.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Content;
import dev.plumbline.usage.LedgerHealth;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Forgetting, pricing again, and the ledger's health. */
abstract class RetentionContract extends LedgerContract {
  private static final Set<Measure> NOT_EXACT =
      EnumSet.of(
          Measure.LATENCY_P50,
          Measure.LATENCY_P95,
          Measure.LATENCY_P99,
          Measure.FIRST_TOKEN_P50,
          Measure.FIRST_TOKEN_P95,
          Measure.SESSIONS,
          // The last digits of floating point depend on the order of adding up.
          Measure.COST_SQUARES);

  private static final Set<Dimension> FORGOTTEN =
      EnumSet.of(Dimension.SESSION, Dimension.BATCH, Dimension.CACHE_ENTRY);

  /** Events of seven weeks with everything known, a part, or little. */
  private static List<UsageEvent> events() {
    List<UsageEvent> events = new ArrayList<>();
    Instant start = Instant.parse("2026-02-20T00:07:00Z");
    for (int i = 0; i < 300; i++) {
      Instant time = start.plusSeconds(i * 13_001L);
      String id = "event " + i;
      events.add(
          switch (i % 4) {
            case 0 -> full(id, time);
            case 1 -> priced(id, time, "0.00000000000" + i % 9);
            case 2 -> event(id, time).build();
            default -> event(id, time).delivery(full("f", time).delivery()).build();
          });
    }
    return events;
  }

  @Test
  void sumsStayWhenEventsAreForgotten() {
    writer.append(events());
    List<UsageQuery> questions = questions();
    List<String> before = questions.stream().map(query -> rows(query)).toList();
    ZoneId zone = ZoneId.of("Asia/Kathmandu");
    BigDecimal squares = squares();
    assertThat(writer.forgetBefore(LocalDate.of(2026, 3, 10), zone)).isEqualTo(118);
    assertThat(writer.forgetBefore(LocalDate.of(2026, 3, 10), zone)).isZero();
    assertThat(writer.forgetBefore(LocalDate.of(2026, 3, 12), zone)).isEqualTo(14);
    for (int i = 0; i < questions.size(); i++) {
      assertThat(rows(questions.get(i))).as(questions.get(i).toString()).isEqualTo(before.get(i));
    }
    assertThat(squares()).isCloseTo(squares, Percentage.withPercentage(1e-9));
    assertThat(reader.events(search(days("2026-02-01", "2026-03-11", zone.getId())))).isEmpty();
    assertThat(writer.append(events())).isEqualTo(new Written(0, 300));
    assertThat(reader.health().events()).isEqualTo(300);
  }

  private BigDecimal squares() {
    return reader.query(UsageQuery.of(MARCH, Measure.COST_SQUARES)).only().values().getFirst();
  }

  private static List<UsageQuery> questions() {
    Measure[] sums =
        Arrays.stream(Measure.values())
            .filter(measure -> !NOT_EXACT.contains(measure))
            .toArray(Measure[]::new);
    List<UsageQuery> questions = new ArrayList<>();
    for (String zone : List.of("Asia/Kathmandu", "America/New_York")) {
      TimeRange range = days("2026-02-25", "2026-03-20", zone);
      questions.add(UsageQuery.of(range, sums));
      questions.add(UsageQuery.of(range, sums).every(Grain.DAY));
    }
    TimeRange range = days("2026-02-25", "2026-03-20", "Asia/Kathmandu");
    for (Dimension dimension : Dimension.values()) {
      if (!FORGOTTEN.contains(dimension)) {
        questions.add(UsageQuery.of(range, sums).by(dimension));
      }
    }
    return questions;
  }

  private String rows(UsageQuery query) {
    return String.join("\n", reader.query(query).rows().stream().map(Object::toString).toList());
  }

  @Test
  void aLateEventIsAddedToForgottenDays() {
    writer.append(List.of(priced("a", NOON, "1")));
    writer.forgetBefore(LocalDate.of(2026, 4, 1), ZoneId.of("UTC"));
    writer.append(List.of(priced("late", NOON.plusSeconds(1), "2"), priced("a", NOON, "1")));
    assertThat(cost()).isEqualTo("3.000000000000");
    writer.forgetBefore(LocalDate.of(2026, 4, 1), ZoneId.of("UTC"));
    assertThat(cost()).isEqualTo("3.000000000000");
  }

  private BigDecimal cost() {
    return reader.query(UsageQuery.of(MARCH, Measure.COST)).only().values().getFirst();
  }

  @Test
  void textsGoAndEventsStay() {
    Instant later = NOON.plusSeconds(86_400);
    List<UsageEvent> events =
        List.of(full("old", NOON), event("silent", NOON).build(), full("young", later));
    writer.append(events);
    String before = rows(UsageQuery.of(MARCH, Measure.REQUESTS, Measure.COST));
    assertThat(writer.forgetTexts("elsewhere", later)).isZero();
    assertThat(writer.forgetTexts("test", later)).isEqualTo(1);
    assertThat(writer.forgetTexts("test", later)).isZero();
    assertThat(rows(UsageQuery.of(MARCH, Measure.REQUESTS, Measure.COST))).isEqualTo(before);
    for (UsageEvent event : reader.events(search(MARCH))) {
      boolean kept = event.id().equals("young");
      assertThat(event.content().equals(Content.NONE)).as(event.id()).isEqualTo(!kept);
      assertThat(event.tokens())
          .isEqualTo(
              events.stream()
                  .filter(given -> given.id().equals(event.id()))
                  .findFirst()
                  .orElseThrow()
                  .tokens());
    }
    assertThat(writer.append(events)).isEqualTo(new Written(0, 3));
  }

  @Test
  void pricesAgain() {
    List<UsageEvent> events = events();
    writer.append(events);
    Charge other = priced("x", NOON, "0.5").charge();
    Instant from = Instant.parse("2026-03-01T00:00:00Z");
    Instant to = Instant.parse("2026-03-02T00:00:00Z");
    long unpriced =
        events.stream()
            .filter(event -> !event.time().isBefore(from) && event.time().isBefore(to))
            .filter(event -> event.charge().cost() == null)
            .count();
    long changed =
        writer.reprice(
            from,
            to,
            "new '; prices",
            event -> event.charge().cost() == null ? event.withCharge(other) : event);
    assertThat(changed).isEqualTo(unpriced).isPositive();
    TimeRange day = new TimeRange(from, to, ZoneId.of("UTC"));
    assertThat(reader.query(UsageQuery.of(day, Measure.UNPRICED)).only().values().getFirst())
        .isEqualTo("0");
    assertThat(reader.events(search(day)))
        .filteredOn(event -> event.charge().equals(other))
        .hasSize((int) changed);
    assertThat(writer.reprice(from, to, "same", event -> event)).isZero();
    assertThat(reader.query(UsageQuery.of(MARCH, Measure.UNPRICED)).only().values().getFirst())
        .isPositive();
  }

  @Test
  void tellsItsHealth() {
    writer.append(
        List.of(
            full("a", NOON),
            event("b", NOON.plusSeconds(3 * 86_400)).tokens(full("f", NOON).tokens()).build(),
            UsageEvent.of("c", NOON, "openai", "gpt-5", "sample").build()));
    LedgerHealth health = reader.health();
    assertThat(health.events()).isEqualTo(3);
    assertThat(health.first()).isEqualTo(NOON);
    assertThat(health.last()).isEqualTo(NOON.plusSeconds(3 * 86_400));
    assertThat(health.emptyDays())
        .containsExactly(LocalDate.of(2026, 3, 11), LocalDate.of(2026, 3, 12));
    assertThat(health.sample()).isTrue();
    assertThat(health.sources())
        .containsExactly(
            new LedgerHealth.Source("sample", 1, NOON, NOON),
            new LedgerHealth.Source("test", 2, NOON, NOON.plusSeconds(3 * 86_400)));
    assertThat(health.unpriced())
        .containsExactly(
            new LedgerHealth.Unpriced("anthropic", "claude-sonnet-4-5", 1, 60),
            new LedgerHealth.Unpriced("openai", "gpt-5", 1, 0));
  }
}
