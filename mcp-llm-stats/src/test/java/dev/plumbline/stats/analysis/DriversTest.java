package dev.plumbline.stats.analysis;

import static dev.plumbline.stats.analysis.Tables.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriversTest {
  private static final By DEPARTMENT = By.of(Dimension.DEPARTMENT);
  private static final UsageQuery QUERY = Drivers.query(Tables.OCTOBER, List.of(), DEPARTMENT);

  /** Keys, then cost, requests, unpriced, tokens (uncached, read, write, output), their costs. */
  private static Tables rows() {
    return new Tables(QUERY);
  }

  @Test
  void splitsAChangeByHand() {
    // 10 requests of 100 input tokens at $0.01 and 10 output tokens at $0.10: $2 each.
    UsageTable before =
        rows().row(keys("p", "m", null, "eng"), 20, 10, 0, 1000, 0, 0, 100, 10, 0, 0, 10).table();
    // 15 requests, 200 input tokens each of which half read from the cache at $0.001, 10 output
    // tokens each at $0.20.
    UsageTable after =
        rows()
            .row(keys("p", "m", null, "eng"), 46.5, 15, 0, 1500, 1500, 0, 150, 15, 1.5, 0, 30)
            .table();

    Drivers drivers = Drivers.between(before, after, DEPARTMENT);

    assertThat(drivers.total().volume()).isEqualByComparingTo("10"); // 5 more at $2
    assertThat(drivers.total().modelMix()).isEqualByComparingTo("0");
    assertThat(drivers.total().tokensPerRequest()).isEqualByComparingTo("15"); // 1,500 at $0.01
    assertThat(drivers.total().promptCache()).isEqualByComparingTo("-13.5"); // 1,500 less $0.009
    assertThat(drivers.total().price()).isEqualByComparingTo("15"); // 150 more $0.10
    assertThat(drivers.total().responseCache()).isEqualByComparingTo("0");
    assertThat(drivers.total().other()).isEqualByComparingTo("0");
    assertThat(drivers.total().change()).isEqualByComparingTo("26.5");
  }

  @Test
  void tellsModelMixAndResponseCacheApart() {
    UsageTable before =
        rows()
            .row(keys("p", "cheap", "miss", "eng"), 10, 10, 0, 0, 0, 0, 10, 0, 0, 0, 10)
            .row(keys("p", "dear", "miss", "ops"), 30, 10, 0, 0, 0, 0, 10, 0, 0, 0, 30)
            .table();
    // As many requests; 4 of the dear ones now come from our cache, 2 moved to the cheap model.
    UsageTable after =
        rows()
            .row(keys("p", "cheap", "miss", "eng"), 12, 12, 0, 0, 0, 0, 12, 0, 0, 0, 12)
            .row(keys("p", "dear", "miss", "ops"), 12, 4, 0, 0, 0, 0, 4, 0, 0, 0, 12)
            .row(keys("p", "dear", "exact", "ops"), 0, 4, 0, 99, 0, 0, 99, 0, 0, 0, 0)
            .table();

    Drivers.Parts total = Drivers.between(before, after, DEPARTMENT).total();

    assertThat(total.volume()).isEqualByComparingTo("0");
    assertThat(total.responseCache()).isEqualByComparingTo("-8"); // 4 at the average of $2
    assertThat(total.modelMix()).isEqualByComparingTo("-8"); // 2 x ($1-$2) - 6 x ($3-$2)
    assertThat(total.change()).isEqualByComparingTo("-16");
  }

  @Test
  void aModelThatComesOrGoesIsModelMixAndFirstUseIsVolume() {
    UsageTable none = rows().table();
    UsageTable some =
        rows().row(keys("p", "m", null, "eng"), 6, 3, 0, 30, 0, 0, 0, 6, 0, 0, 0).table();

    assertThat(Drivers.between(none, some, DEPARTMENT).total().volume()).isEqualByComparingTo("6");
    assertThat(Drivers.between(some, none, DEPARTMENT).total().volume()).isEqualByComparingTo("-6");
    assertThat(Drivers.between(none, none, DEPARTMENT).total().change()).isEqualByComparingTo("0");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everySplitAddsUpToTheLastDigit(long seed) {
    Random random = new Random(seed);
    UsageTable before = random(random);
    UsageTable after = random(random);

    Drivers drivers = Drivers.between(before, after, DEPARTMENT);
    Drivers byModel = Drivers.between(before, after, By.of(Dimension.MODEL));

    BigDecimal change = drivers.after().subtract(drivers.before());
    assertThat(drivers.total().change()).isEqualTo(change);
    assertThat(sum(drivers, piece -> piece.parts().change())).isEqualTo(change);
    for (Drivers split : List.of(drivers, byModel)) {
      for (Map.Entry<String, BigDecimal> part : split.total().named().entrySet()) {
        assertThat(sum(split, piece -> part(piece, part.getKey()))).isEqualTo(part.getValue());
      }
      for (Drivers.Piece piece : split.pieces()) {
        assertThat(piece.parts().change()).isEqualTo(piece.after().subtract(piece.before()));
      }
    }
    assertThat(byModel.total()).isEqualTo(drivers.total());
  }

  private static BigDecimal sum(Drivers drivers, Function<Drivers.Piece, BigDecimal> part) {
    return drivers.pieces().stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal part(Drivers.Piece piece, String name) {
    return Objects.requireNonNull(piece.parts().named().get(name), name);
  }

  private static UsageTable random(Random random) {
    Tables rows = rows();
    for (String department : new String[] {"eng", "ops", "hr", null}) {
      for (String model : List.of("a", "b", "c")) {
        for (String cache : new String[] {"miss", "exact", null}) {
          if (random.nextInt(4) > 0) {
            rows.row(keys("p", model, cache, department), values(random, "exact".equals(cache)));
          }
        }
      }
    }
    return rows.table();
  }

  private static Object[] values(Random random, boolean hit) {
    Object[] values = new Object[11];
    BigDecimal cost = BigDecimal.valueOf(random.nextInt(1_000_000_000), 12);
    for (int kind = 0; kind < 4; kind++) {
      BigDecimal part = hit ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextLong(1L << 40), 12);
      values[3 + kind] = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000);
      values[7 + kind] = part;
      cost = cost.add(part);
    }
    values[0] = cost;
    values[1] = 1 + random.nextInt(1000);
    values[2] = 0;
    return values;
  }
}
