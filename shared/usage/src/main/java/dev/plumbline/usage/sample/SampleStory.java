package dev.plumbline.usage.sample;

import java.time.LocalDate;

/**
 * What happens in the sample organisation, to be found out: the truth that answers can be held
 * against.
 *
 * @param spikeFirst the first day of a cost spike
 * @param spikeLast its last day
 * @param spikeDepartment whose it is
 * @param spikeModel the model it goes to
 * @param leakSince the day from which the prompts of one key grow
 * @param leakKey that key
 * @param discountSince the day from which a provider charges less
 * @param discountProvider that provider
 * @param outageDay the day on which a provider fails for three hours
 * @param outageProvider that provider
 * @param experiment the experiment
 * @param experimentSince its first day
 * @param experimentWinner the variant that is truly better: cheaper, of equal quality
 */
public record SampleStory(
    LocalDate spikeFirst,
    LocalDate spikeLast,
    String spikeDepartment,
    String spikeModel,
    LocalDate leakSince,
    String leakKey,
    LocalDate discountSince,
    String discountProvider,
    LocalDate outageDay,
    String outageProvider,
    String experiment,
    LocalDate experimentSince,
    String experimentWinner) {
  private static final int SPIKE = 22;
  private static final int LEAK = 50;
  private static final int DISCOUNT = 33;
  private static final int OUTAGE = 12;
  private static final int EXPERIMENT = 40;

  /** The story that ends on a day. */
  static SampleStory endingOn(LocalDate lastDay) {
    LocalDate spike = workingDay(lastDay.minusDays(SPIKE));
    return new SampleStory(
        spike,
        spike.plusDays(1),
        "marketing",
        Model.SONNET.id,
        lastDay.minusDays(LEAK),
        Workload.LEAKING_KEY,
        lastDay.minusDays(DISCOUNT),
        "anthropic",
        workingDay(lastDay.minusDays(OUTAGE)),
        "openai",
        "mixtral-summaries",
        lastDay.minusDays(EXPERIMENT),
        "mixtral");
  }

  /** The Tuesday of the week of a day. */
  private static LocalDate workingDay(LocalDate day) {
    return day.minusDays(day.getDayOfWeek().getValue() - 2L);
  }
}
