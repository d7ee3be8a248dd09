package dev.plumbline.usage.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.price.Prices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleOrganisationTest {
  private static final LocalDate LAST = LocalDate.of(2026, 10, 31);

  private final SampleOrganisation organisation = SampleOrganisation.endingOn(LAST);
  private final SampleStory story = organisation.story();
  private List<UsageEvent> events = List.of();

  @BeforeAll
  void make() {
    Prices prices = Prices.bundled();
    events = organisation.events(event -> event.withCharge(prices.charge(event))).toList();
  }

  private List<UsageEvent> where(Predicate<UsageEvent> condition) {
    return events.stream().filter(condition).toList();
  }

  private static <K extends Comparable<? super K>> Map<K, BigDecimal> spend(
      List<UsageEvent> events, Function<UsageEvent, K> key) {
    Map<K, BigDecimal> sums = new TreeMap<>();
    for (UsageEvent event : events) {
      sums.merge(key.apply(event), cost(event).total(), BigDecimal::add);
    }
    return sums;
  }

  private static Cost cost(UsageEvent event) {
    return Objects.requireNonNull(event.charge().cost(), event::id);
  }

  private static <K> BigDecimal get(Map<K, BigDecimal> sums, K key) {
    return Objects.requireNonNull(sums.get(key), key::toString);
  }

  private static LocalDate day(UsageEvent event) {
    return LocalDate.ofInstant(event.time(), ZoneOffset.UTC);
  }

  @Test
  void hasTheSizeAndVarietyItPromises() {
    Map<LocalDate, Long> perDay =
        events.stream()
            .collect(Collectors.groupingBy(SampleOrganisationTest::day, Collectors.counting()));
    assertThat(perDay).hasSize(120);
    assertThat(perDay.get(LocalDate.of(2026, 10, 29))).isBetween(2_000L, 4_500L);
    assertThat(perDay.get(LocalDate.of(2026, 10, 25))).isLessThan(2_000L);
    assertThat(where(event -> event.attribution().department() != null))
        .extracting(event -> event.attribution().department())
        .contains("engineering", "support", "marketing", "finance");
    assertThat(distinct(event -> event.attribution().environment())).isEqualTo(3);
    assertThat(distinct(event -> event.attribution().user())).isBetween(50L, 70L);
    assertThat(distinct(UsageEvent::provider)).isEqualTo(4);
    assertThat(distinct(UsageEvent::model)).isEqualTo(7);
    assertThat(distinct(UsageEvent::id)).isEqualTo(events.size());
    assertThat(distinct(UsageEvent::source)).isEqualTo(1);
    assertThat(where(event -> "batch".equals(event.serviceTier()))).isNotEmpty();
    assertThat(where(event -> event.delivery().fallbackFrom() != null)).isNotEmpty();
    assertThat(distinct(event -> event.delivery().status())).isEqualTo(Status.values().length);
    assertThat(distinct(event -> event.cache().outcome())).isEqualTo(CacheOutcome.values().length);
  }

  private long distinct(Function<UsageEvent, @Nullable Object> key) {
    return events.stream().map(key).filter(Objects::nonNull).distinct().count();
  }

  @Test
  void theSameSeedMakesTheSameEventsInOrder() {
    SampleOrganisation small = new SampleOrganisation(7, LAST, 20, 0.1);

    List<UsageEvent> once = small.events(event -> event).toList();
    assertThat(small.events(event -> event).toList()).isEqualTo(once);
    assertThat(once).isSortedAccordingTo(Comparator.comparing(UsageEvent::time));
    assertThat(new SampleOrganisation(8, LAST, 20, 0.1).events(event -> event).toList())
        .isNotEqualTo(once);
  }

  @Test
  void whatTheCacheAnsweredIsFreeAndKeepsItsListCost() {
    assertThat(where(event -> event.cache().outcome() == CacheOutcome.SEMANTIC))
        .isNotEmpty()
        .allSatisfy(event -> {
          assertThat(cost(event).total()).isZero();
          assertThat(event.charge().listCost()).isPositive();
          assertThat(event.cache().similarity()).isBetween(0.9, 1.0);
        });
  }

  @Test
  void theSpikeIsWhereTheStorySays() {
    Map<LocalDate, BigDecimal> marketing =
        spend(
            where(event -> story.spikeDepartment().equals(event.attribution().department())),
            SampleOrganisationTest::day);

    BigDecimal before = get(marketing, story.spikeFirst().minusDays(7));
    assertThat(get(marketing, story.spikeFirst())).isGreaterThan(before.multiply(BigDecimal.TEN));
    assertThat(get(marketing, story.spikeLast().plusDays(1)))
        .isLessThan(before.multiply(BigDecimal.TWO));
  }

  @Test
  void promptsOfTheLeakingKeyTriple() {
    assertThat(meanInput(LAST.minusDays(90), LAST.minusDays(60))).isBetween(9_000.0, 11_000.0);
    assertThat(meanInput(LAST.minusDays(3), LAST)).isBetween(30_000.0, 42_000.0);
  }

  private double meanInput(LocalDate first, LocalDate last) {
    return events.stream()
        .filter(event -> story.leakKey().equals(event.attribution().key()))
        .filter(event -> !day(event).isBefore(first) && !day(event).isAfter(last))
        .filter(event -> event.delivery().status() == Status.OK)
        .mapToLong(event -> event.tokens().input())
        .average()
        .orElse(0);
  }

  @Test
  void aProviderChargesLessFromItsDay() {
    for (UsageEvent event : where(event -> event.provider().equals(story.discountProvider()))) {
      if (event.cache().outcome() == CacheOutcome.BYPASS && cost(event).total().signum() != 0) {
        BigDecimal paid = cost(event).total();
        boolean discounted = !day(event).isBefore(story.discountSince());
        assertThat(paid.compareTo(event.charge().listCost()) < 0)
            .isEqualTo(discounted && event.tokens().total() > 0);
      }
    }
  }

  @Test
  void theWinnerIsCheaperAndAsGood() {
    Map<String, BigDecimal> spent =
        spend(
            where(event -> story.experiment().equals(event.trial().experiment())),
            event -> String.valueOf(event.trial().variant()));

    assertThat(get(spent, story.experimentWinner()))
        .isLessThan(get(spent, "control").divide(BigDecimal.TWO));
  }

  @Test
  void refusesSizesThatMakeNoSense() {
    assertThatExceptionOfType(Failure.InvalidInput.class)
        .isThrownBy(() -> new SampleOrganisation(1, LAST, 0, 1));
    assertThatExceptionOfType(Failure.InvalidInput.class)
        .isThrownBy(() -> new SampleOrganisation(1, LAST, 1, Double.NaN));
  }
}
