package dev.plumbline.stats.analysis;

import static dev.plumbline.stats.analysis.Tables.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.usage.analysis.Allocation;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllocationTest {
  private static final UsageQuery QUERY =
      UsageQuery.of(Tables.OCTOBER, Measure.COST, Measure.REQUESTS, Measure.UNPRICED)
          .by(Dimension.DEPARTMENT);

  private final UsageTable table =
      new Tables(QUERY)
          .row(keys("eng"), 60, 1, 0)
          .row(keys("ops"), 30, 2, 0)
          .row(keys((String) null), 10, 5, 4)
          .table();

  @Test
  void cutsSharedCostsByDirectOnes() {
    Allocation statement = Allocation.of(table, Allocation.Rule.PROPORTIONAL, 2);

    assertThat(statement.lines())
        .extracting(line -> line.department() + " " + line.shared() + " " + line.total())
        .containsExactly("eng 6.67 66.67", "ops 3.33 33.33");
    assertThat(statement.total()).isEqualByComparingTo("100");
    assertThat(statement.unpriced()).isEqualByComparingTo("4");
  }

  @Test
  void cutsThemEquallyOrByRequests() {
    assertThat(Allocation.of(table, Allocation.Rule.EQUAL, 2).lines())
        .extracting(Allocation.Line::shared)
        .containsExactly(new BigDecimal("5.00"), new BigDecimal("5.00"));
    assertThat(Allocation.of(table, Allocation.Rule.BY_REQUESTS, 2).lines())
        .extracting(Allocation.Line::shared)
        .containsExactly(new BigDecimal("3.33"), new BigDecimal("6.67"));
  }

  @Test
  void withNothingToGoByItCutsEquallyAndSaysSo() {
    UsageTable free =
        new Tables(QUERY).row(keys("eng"), 0, 1, 0).row(keys((String) null), 3, 1, 0).table();

    Allocation statement = Allocation.of(free, Allocation.Rule.PROPORTIONAL, 2);
    assertThat(statement.rule()).isEqualTo(Allocation.Rule.EQUAL);
    assertThat(statement.lines().getFirst().total()).isEqualByComparingTo("3");
  }

  @Test
  void withoutDepartmentsAllOfItStaysUnassigned() {
    UsageTable none = new Tables(QUERY).row(keys((String) null), 3, 1, 0).table();

    Allocation statement = Allocation.of(none, Allocation.Rule.EQUAL, 12);
    assertThat(statement.lines().getFirst().department()).isNull();
    assertThat(statement.lines().getFirst().total()).isEqualByComparingTo("3");
  }

  @ParameterizedTest
  @EnumSource(Allocation.Rule.class)
  void columnsAddUpExactly(Allocation.Rule rule) {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      Tables rows = new Tables(QUERY).row(keys((String) null), money(random), 7, 0);
      int departments = 1 + random.nextInt(9);
      for (int index = 0; index < departments; index++) {
        rows.row(keys("d" + index), money(random), 1 + random.nextInt(50), 0);
      }
      int decimals = random.nextBoolean() ? 2 : 12;
      Allocation statement = Allocation.of(rows.table(), rule, decimals);

      assertThat(sum(statement, Allocation.Line::direct)).isEqualTo(statement.direct());
      assertThat(sum(statement, Allocation.Line::shared)).isEqualTo(statement.shared());
      assertThat(sum(statement, Allocation.Line::total)).isEqualTo(statement.total());
      assertThat(statement.direct().add(statement.shared())).isEqualTo(statement.total());
    }
  }

  private static BigDecimal money(Random random) {
    return BigDecimal.valueOf(random.nextLong(1L << 50), 12);
  }

  private static BigDecimal sum(
      Allocation statement, Function<Allocation.Line, BigDecimal> column) {
    return statement.lines().stream().map(column).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
