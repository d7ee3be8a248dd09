package dev.plumbline.admin.tools.budgets;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.price.Prices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * Some hundred requests of five weeks, over the end of summer time in Berlin and in New York, with
 * overlaps and bursts, each sent by a user of its own unless few are wanted.
 */
final class Month {
  /** When the month ends that is looked back on. */
  static final Instant END = Instant.parse("2025-11-12T00:00:00Z");

  private static final Instant BEGIN = Instant.parse("2025-10-07T00:00:00Z");
  private static final List<String> DEPARTMENTS = List.of("marketing", "engineering", "support");
  private static final List<String> MODELS = List.of("gpt-4.1", "gpt-4o", "gpt-4.1-mini");
  private static final int EVENTS = 600;

  private Month() {}

  /** The requests in the order of their times. */
  static List<UsageEvent> events(long seed, Prices prices) {
    Random random = new Random(seed);
    long seconds = Duration.between(BEGIN, END).toSeconds();
    List<Instant> times = new ArrayList<>();
    while (times.size() < EVENTS) {
      Instant time = BEGIN.plusSeconds(random.nextLong(seconds));
      times.add(time);
      // Bursts overlap, and so does the hour that comes twice.
      for (int more = random.nextInt(8); more > 5 && times.size() < EVENTS; more--) {
        times.add(time.plusMillis(1 + random.nextInt(20_000)));
      }
    }
    List<Instant> ordered = times.stream().sorted(Comparator.naturalOrder()).distinct().toList();
    List<UsageEvent> all = new ArrayList<>();
    for (Instant time : ordered) {
      UsageEvent event = event(all.size(), time, random);
      all.add(event.withCharge(prices.charge(event)));
    }
    return all;
  }

  private static UsageEvent event(int number, Instant time, Random random) {
    int department = random.nextInt(DEPARTMENTS.size());
    long input = 20_000L + random.nextInt(400_000);
    long output = 1_000L + random.nextInt(30_000);
    return UsageEvent.of(
            "past-" + number, time, "openai", MODELS.get(random.nextInt(MODELS.size())), "gateway")
        .attribution(
            new Attribution(
                "key" + department + random.nextInt(2),
                "acme",
                DEPARTMENTS.get(department),
                random.nextBoolean() ? "production" : "development",
                random.nextBoolean() ? "chat" : "batch",
                "user-" + number,
                null,
                new TreeMap<>()))
        .tokens(new TokenCounts(input, 0, 0, 0, output, 0))
        .delivery(new Delivery(Status.OK, 500L + random.nextInt(30_000), null, null, 1, null))
        .build();
  }
}
