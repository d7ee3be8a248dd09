package dev.plumbline.usage.sample;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A made-up organisation of four departments and some sixty people, and all the LLM requests it
 * makes in its last days; the same parameters give the same events.
 *
 * <p>Its days are those of UTC. Every event carries the source {@link #SOURCE}. What is to be found
 * in it is told by {@link #story()}.
 *
 * @param seed of the chance in it
 * @param lastDay the last day of events, a whole one
 * @param days how many days, that one included
 * @param size how large it is: 1 for about 3,000 requests on a working day
 */
public record SampleOrganisation(long seed, LocalDate lastDay, int days, double size) {
  /** The source that its events carry. */
  public static final String SOURCE = "sample";

  /** How many days it has unless asked otherwise. */
  public static final int USUAL_DAYS = 120;

  private static final int MOST_DAYS = 3_660;
  private static final double MOST_SIZE = 10_000;

  public SampleOrganisation {
    if (days < 1 || days > MOST_DAYS) {
      throw new Failure.InvalidInput(
          days + " days of sample data cannot be made.", "Choose 1 to " + MOST_DAYS + ".");
    }
    if (!(size > 0 && size <= MOST_SIZE)) {
      throw new Failure.InvalidInput(
          size + " is no size of a sample organisation.",
          "Choose more than 0, at most " + MOST_SIZE + ".");
    }
  }

  /** The usual one, which ends on a day. */
  public static SampleOrganisation endingOn(LocalDate lastDay) {
    return new SampleOrganisation(1, lastDay, USUAL_DAYS, 1);
  }

  /** What happens in it. */
  public SampleStory story() {
    return SampleStory.endingOn(lastDay);
  }

  /**
   * Its events by day and, within a day, by time, made as they are read.
   *
   * @param pricing gives an event its charge at list prices
   */
  public Stream<UsageEvent> events(UnaryOperator<UsageEvent> pricing) {
    LocalDate first = lastDay.minusDays(days - 1L);
    Charges charges = new Charges(story(), pricing);
    return LongStream.range(0, days)
        .boxed()
        .flatMap(index -> new SampleDay(this, first.plusDays(index)).events().stream())
        .map(charges::charged);
  }
}
