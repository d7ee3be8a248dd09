package dev.plumbline.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Which budgets and limits count a request. */
final class ControlViewTest {
  private static final List<@Nullable String> VALUES = Arrays.asList("a", "b", Scope.EACH, null);

  @RepeatedTest(20)
  void findsWhatCoversARequestInTheOrderOfTheSetUp(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Entry> entries = new ArrayList<>();
    IntStream.range(0, 40)
        .forEach(i -> {
          entries.add(budget("b" + i, scope(random)));
          entries.add(
              new Limit("l" + i, scope(random), Limit.Kind.REQUESTS, 5, Duration.ofHours(1), 1));
        });
    ControlState state = ControlState.of(1, entries);
    ControlView view = new ControlView(state);

    for (int i = 0; i < 50; i++) {
      Subject subject = subject(random);
      assertThat(view.budgets(subject))
          .isEqualTo(state.budgets().stream().filter(it -> it.scope().covers(subject)).toList());
      assertThat(view.limits(subject))
          .isEqualTo(state.limits().stream().filter(it -> it.scope().covers(subject)).toList());
    }
  }

  private static Scope scope(Random random) {
    Level[] levels = Level.values();
    String value = VALUES.get(random.nextInt(VALUES.size() - 1));
    return new Scope(levels[random.nextInt(levels.length)], Objects.requireNonNull(value));
  }

  private static @Nullable String value(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private static Subject subject(Random random) {
    return new Subject(
        "a",
        value(random),
        value(random),
        value(random),
        value(random),
        value(random),
        value(random),
        "b");
  }

  private static Budget budget(String id, Scope scope) {
    return new Budget(
        id,
        id,
        scope,
        BigDecimal.TEN,
        new Window(Period.DAY, false, ZoneOffset.UTC),
        AtLimit.WARN,
        null,
        List.of(80),
        1);
  }
}
