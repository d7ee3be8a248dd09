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
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL in every text, and ledgers from another time. */
abstract class HostileTextContract extends LedgerContract {
  private static final String ATTACKS =
      "'; drop table usage_event; --|') or 1 = 1; delete from usage_event; --|\" or \"\"=\""
          + "|$.a[*]|/etc/passwd|\\|'|${id}|?|:1|%|_|a\nb";

  @ParameterizedTest(name = "attack {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void textIsNeverSql(int number) {
    String text = ATTACKS.split("\\|", -1)[number];
    UsageEvent bystander = priced("bystander", NOON, "1");
    UsageEvent hostile = hostile(text);
    writer.append(List.of(bystander, hostile));
    assertThat(reader.event(text)).contains(hostile);
    assertThat(reader.known(List.of(text, text + "x"))).containsExactly(text);
    for (Dimension dimension : Dimension.values()) {
      asks(By.of(dimension), text);
      assertThat(reader.values(dimension, text, 5)).hasSizeLessThanOrEqualTo(1);
    }
    asks(new By.Tag(text), text);
    assertThat(writer.reprice(MARCH.from(), MARCH.to(), text, event -> event.withCharge(free())))
        .isEqualTo(2);
    assertThat(writer.append(List.of(hostile, bystander))).isEqualTo(new Written(0, 2));
    assertThat(reader.events(search(MARCH))).hasSize(2);
  }

  private void asks(By by, String text) {
    Filter filter = new Filter(by, List.of(text), false);
    UsageQuery query =
        new UsageQuery(
            MARCH, Grain.MONTH, List.of(by), List.of(filter), List.of(Measure.REQUESTS), null, 3, null);
    UsageTable table = reader.query(query);
    boolean free = by instanceof By.Tag || !fixed(((By.Column) by).dimension());
    assertThat(table.rows()).as(by.label()).hasSize(free ? 1 : 0);
    if (free) {
      assertThat(table.only().keys()).containsExactly(text);
    }
    assertThat(reader.events(new EventSearch(MARCH, List.of(filter), EventSearch.Order.COST, 9, 0)))
        .hasSize(free ? 1 : 0);
  }

  private static boolean fixed(Dimension dimension) {
    return switch (dimension) {
      case OPERATION, STATUS, CACHE, HOUR_OF_DAY, WEEKDAY -> true;
      default -> false;
    };
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
      database.write(
          connection ->
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
