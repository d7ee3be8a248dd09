package dev.plumbline.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Content;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.Trial;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** SQL in every text, and ledgers from another time. */
abstract class HostileTextContract extends LedgerContract {
  /** Dimensions whose values are not texts of others. */
  private static final Set<Dimension> FIXED =
      EnumSet.of(
          Dimension.OPERATION,
          Dimension.STATUS,
          Dimension.CACHE,
          Dimension.PRICED,
          Dimension.HOUR_OF_DAY,
          Dimension.WEEKDAY);

  private static final List<String> ATTACKS =
      List.of(
          "'; drop table usage_event; --",
          "') or 1 = 1; delete from usage_event; --",
          "\" or \"\"=\"",
          "$.a[*]",
          "/etc/passwd",
          "\\",
          "'",
          "${id}",
          "?",
          ":1",
          "%",
          "_",
          "a\nb");

  @Test
  void textIsNeverSql() {
    List<UsageEvent> hostile = ATTACKS.stream().map(HostileTextContract::hostile).toList();
    writer.append(List.of(priced("bystander", NOON, "1")));
    writer.append(hostile);
    assertThat(reader.known(ATTACKS)).isEqualTo(Set.copyOf(ATTACKS));
    for (Dimension dimension : Dimension.values()) {
      boolean fixed = FIXED.contains(dimension);
      asks(By.of(dimension), fixed ? List.of() : ATTACKS);
    }
    for (String text : ATTACKS) {
      assertThat(reader.event(text)).contains(hostile(text));
      assertThat(reader.values(Dimension.TASK, text, 99)).contains(text);
      asks(new By.Tag(text), List.of(text));
    }
    String reason = String.join(" ", ATTACKS);
    assertThat(writer.reprice(MARCH.from(), MARCH.to(), reason, event -> event.withCharge(free())))
        .isEqualTo(14);
    assertThat(writer.append(hostile)).isEqualTo(new Written(0, 13));
    assertThat(reader.events(search(MARCH))).hasSize(14);
  }

  private void asks(By by, List<String> expected) {
    Filter filter = new Filter(by, List.copyOf(ATTACKS), false);
    UsageQuery query =
        new UsageQuery(
            MARCH,
            Grain.MONTH,
            List.of(by),
            List.of(filter),
            List.of(Measure.REQUESTS),
            null,
            99,
            null);
    assertThat(reader.query(query).rows().stream().map(row -> row.keys().getFirst()))
        .as(by.label())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(
            reader.events(new EventSearch(MARCH, List.of(filter), EventSearch.Order.COST, 99, 0)))
        .hasSize(expected.size());
  }

  private static UsageEvent hostile(String text) {
    return UsageEvent.of(text, NOON, text, text, text)
        .requestedModel(text)
        .attribution(
            new Attribution(
                text, text, text, text, text, text, text, new TreeMap<>(Map.of(text, text))))
        .charge(new Charge(null, null, text, null))
        .cache(new CacheUse(CacheOutcome.EXACT, null, text, null))
        .delivery(new Delivery(Status.ERROR, null, null, text, 1, text))
        .trial(new Trial(text, text, null))
        .serviceTier(text)
        .batch(text)
        .dataLocation(text)
        .content(new Content(text, text))
        .build();
  }

  private static Charge free() {
    return new Charge(Cost.lump(new BigDecimal("0.25")), null, "again", null);
  }

  @Test
  void refusesALedgerFromANewerVersion() {
    writer.append(List.of(priced("a", NOON, "1")));
    try (Database database = ledgers().database(location)) {
      database.write(connection ->
          Sql.of("insert into usage_schema_version (version, applied) values (?, ", 99)
              .add(Sql.TIME + ")", NOON)
              .change(connection));
    }
    assertThatThrownBy(() -> reader.health())
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("version 99");
    assertThatThrownBy(() -> writer.append(List.of(priced("b", NOON, "1"))))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("version 99");
  }

  @Test
  void saysWhenThereIsNoLedgerYet() {
    assertThatThrownBy(() -> reader.health())
        .isInstanceOf(Failure.NotFound.class)
        .hasMessageContaining(reader.location());
  }
}
