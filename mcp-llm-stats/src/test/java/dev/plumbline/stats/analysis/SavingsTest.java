package dev.plumbline.stats.analysis;

import static dev.plumbline.stats.analysis.Tables.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SavingsTest {
  private static Tables rows(SavingRule rule) {
    return new Tables(rule.query(Tables.OCTOBER, List.of()));
  }

  @Test
  void nightTrafficAtTheStandardTierIsHalfPriceAsBatches() {
    SavingRule rule = new BatchSaving();
    // Task, provider, tier, hour: cost, requests. Extraction runs at night, chat does not.
    UsageTable table =
        rows(rule)
            .row(keys("extraction", "openai", null, "2"), 60, 600)
            .row(keys("extraction", "openai", "batch", "3"), 10, 200)
            .row(keys("extraction", "ovhcloud", null, "3"), 10, 100)
            .row(keys("extraction", "openai", null, "14"), 30, 300)
            .row(keys("chat", "openai", null, "23"), 5, 10)
            .row(keys("chat", "openai", null, "14"), 500, 1000)
            .table();

    assertThat(rule.recommend(table))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.saving()).isEqualByComparingTo("30"); // half of 60
          assertThat(one.perMonth()).isEqualByComparingTo("30"); // the range has thirty days
          assertThat(one.evidence()).contains("600 requests", "$60.00", "75.0%");
          assertThat(byHand(one)).contains("requests of extraction", "batch API");
        });
    assertThat(Batchable.of(table).cost()).isEqualByComparingTo("65");
  }

  @Test
  void aModelOfEqualQualityIsCheaper() {
    SavingRule rule = new ModelSaving();
    // Cost, requests, unpriced, tokens, scored, mean and squares of quality (deviation 0.1).
    UsageTable table =
        rows(rule)
            .row(
                keys("summaries", "a", "dear", "miss"), 100, 1000, 0, 1_000_000, 1000, 0.86, 749.58)
            .row(
                keys("summaries", "b", "cheap", "miss"), 30, 1000, 0, 1_500_000, 1000, 0.86, 749.58)
            .row(keys("summaries", "c", "worse", "miss"), 1, 1000, 0, 1_000_000, 1000, 0.6, 369.99)
            .row(keys("summaries", "a", "dear", "exact"), 0, 500, 0, 500_000, 0, 0, 0)
            .table();

    assertThat(rule.recommend(table))
        .singleElement()
        .satisfies(one -> {
          // 30 by request, 20 by token: the dearer of both counts.
          assertThat(one.saving()).isEqualByComparingTo("70");
          assertThat(one.way())
              .isEqualTo(
                  Recommendation.Call.of(
                      "set_route", "alias", "summaries", "targets", List.of("a/dear*9|b/cheap*1")));
        });
  }

  @Test
  void longPromptsAreCachedAsTheOtherKeysDo() {
    SavingRule rule = new PromptCacheSaving();
    // Uncached and read cost, requests, input, uncached and read tokens.
    UsageTable table =
        rows(rule)
            .row(keys("with", "p", "m", "miss"), 10, 4, 100, 500_000, 100_000, 400_000)
            .row(keys("without", "p", "m", "miss"), 50, 0, 100, 500_000, 500_000, 0)
            .row(keys("short", "p", "m", "miss"), 5, 0, 500, 50_000, 50_000, 0)
            .table();

    // 80% of the input at 10% of the price: 50 x 0.8 x 0.9.
    assertThat(rule.recommend(table))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.saving()).isEqualByComparingTo("36");
          assertThat(byHand(one)).contains("key without");
          assertThat(one.risk()).isEqualTo(Recommendation.Risk.LOW);
        });
  }

  @Test
  void whereNoKeyCachesHalfIsAssumedAndSaid() {
    SavingRule rule = new PromptCacheSaving();
    UsageTable table =
        rows(rule)
            .row(keys("k", "openai", "m", "miss"), 40, 0, 10, 500_000, 500_000, 0)
            .row(keys("k", "nobody", "m", "miss"), 40, 0, 10, 500_000, 500_000, 0)
            .table();

    assertThat(rule.recommend(table))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.saving()).isEqualByComparingTo("10");
          assertThat(one.assumption()).startsWith("Assumed");
        });
  }

  @Test
  void requestsPastTheCacheWouldBeAnsweredAsOften() {
    SavingRule rule = new ResponseCacheSaving();
    UsageTable table =
        rows(rule)
            .row(keys("faq", "support", "exact"), 0, 30)
            .row(keys("faq", "support", "miss"), 70, 70)
            .row(keys("faq", "sales", "bypass"), 50, 500)
            .row(keys("code", "eng", "bypass"), 500, 500)
            .table();

    assertThat(rule.recommend(table))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.saving()).isEqualByComparingTo("15"); // 30% of 50
          assertThat(one.title()).contains("sales");
          assertThat(one.way())
              .isEqualTo(
                  Recommendation.Call.of("set_cache_policy", "task", "faq", "mode", "exact"));
        });
  }

  @Test
  void failuresAndDearFallbacksAreWaste() {
    SavingRule rule = new WasteSaving();
    // Cost, requests, retries, tokens.
    UsageTable table =
        rows(rule)
            .row(keys("p", "m", "ok", null), 100, 100, 0, 1_000_000)
            .row(keys("p", "m", "error", null), 7, 9, 18, 70_000)
            .row(keys("p", "big", "ok", "m"), 60, 10, 20, 200_000)
            .table();

    assertThat(rule.recommend(table))
        .extracting(Recommendation::kind, one -> one.saving().stripTrailingZeros().toPlainString())
        .containsExactly(
            tuple(Recommendation.Kind.FAILED_REQUESTS, "7"),
            // 200,000 tokens at (100 + 7) / 1,070,000 are 20.
            tuple(Recommendation.Kind.FALLBACKS, "40"));
    assertThat(rule.recommend(table).getFirst().way())
        .isEqualTo(
            Recommendation.Call.of(
                "set_route", "alias", "m", "targets", List.of("p/m"), "attempts", 1));
  }

  @Test
  void theLargestComesFirstAndSmallOnesAreLeftOut() {
    List<Recommendation> all = Stream.of("1", "30", "0.2", "5").map(SavingsTest::saving).toList();

    assertThat(Savings.rank(all, BigDecimal.ONE))
        .extracting(one -> one.saving().toPlainString())
        .containsExactly("30", "5", "1");
  }

  private static Recommendation saving(String dollars) {
    BigDecimal amount = new BigDecimal(dollars);
    return new Recommendation(
        Recommendation.Kind.BATCH,
        "t",
        amount,
        amount,
        "e",
        "a",
        Recommendation.Risk.LOW,
        "c",
        new Recommendation.ByHand("by hand"));
  }

  private static String byHand(Recommendation one) {
    return one.way() instanceof Recommendation.ByHand hand ? hand.change() : "";
  }
}
