package dev.plumbline.stats.analysis;

import static dev.plumbline.stats.analysis.Tables.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaksTest {
  private static final int DAYS = 30;

  /** Cost, requests, retries, input tokens, uncached, read and write cost of 10 requests a day. */
  private static UsageTable table(double[] tokens, int[] retries) {
    Tables rows = new Tables(Leaks.query(Tables.OCTOBER, List.of(), Dimension.KEY));
    for (int day = 0; day < DAYS; day++) {
      BigDecimal input = BigDecimal.valueOf(10 * tokens[day]);
      BigDecimal cost = input.movePointLeft(6);
      rows.row(
          Tables.OCTOBER.firstDay().plusDays(day),
          keys("k"),
          cost,
          10,
          retries[day],
          input,
          cost,
          0,
          0);
    }
    return rows.table();
  }

  @Test
  void findsPromptsThatGrow() {
    double[] tokens = new double[DAYS];
    for (int day = 0; day < DAYS; day++) {
      tokens[day] = 1000 + 100 * Math.max(0, day - 9);
    }
    List<Leak> leaks = Leaks.find(table(tokens, new int[DAYS]));

    assertThat(leaks).hasSize(1);
    Leak leak = leaks.getFirst();
    assertThat(leak.what()).isEqualTo(Leak.What.PROMPT_LENGTH);
    assertThat(leak.shape()).isEqualTo(Leak.Shape.CREEPING);
    assertThat(leak.since()).isEqualTo("2026-10-11");
    assertThat(leak.before()).isCloseTo(1000, within(1e-6));
    assertThat(leak.now()).isCloseTo(3000, within(1e-6));
    // 100 tokens more each of 20 days: 21,000 in sum, ten requests, a dollar a million.
    assertThat(leak.extra().doubleValue()).isCloseTo(0.21, within(1e-6));
    // The last seven days: 1,400 to 2,000 more, 0.119 dollars.
    assertThat(leak.extraPerMonth().doubleValue()).isCloseTo(0.119 * 30 / 7, within(1e-6));
  }

  @Test
  void findsAttemptsThatJump() {
    double[] tokens = new double[DAYS];
    int[] retries = new int[DAYS];
    for (int day = 0; day < DAYS; day++) {
      tokens[day] = 1000;
      retries[day] = day < 20 ? 0 : 10;
    }
    assertThat(Leaks.find(table(tokens, retries)))
        .singleElement()
        .satisfies(leak -> {
          assertThat(leak.what()).isEqualTo(Leak.What.ATTEMPTS);
          assertThat(leak.shape()).isEqualTo(Leak.Shape.STEP);
          assertThat(leak.since()).isEqualTo("2026-10-21");
          assertThat(leak.now()).isCloseTo(2, within(1e-9));
          assertThat(leak.extra()).isEqualByComparingTo("0.05"); // half of ten days
        });
  }

  @Test
  void scatterAndFallingPromptsAreNoLeak() {
    Random random = new Random(5);
    double[] scatter = new double[DAYS];
    double[] falling = new double[DAYS];
    for (int day = 0; day < DAYS; day++) {
      scatter[day] = 1000 * Math.exp(0.4 * random.nextGaussian());
      falling[day] = 5000 - 100 * day;
    }
    assertThat(Leaks.find(table(scatter, new int[DAYS]))).isEmpty();
    assertThat(Leaks.find(table(falling, new int[DAYS]))).isEmpty();
  }
}
