package dev.plumbline.benchmarks;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.Trial;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The requests of a synthetic organisation over a year, nearly in the order of time: 8 models of 4
 * providers, 5,000 users of whom few are busy, 40 departments, 40 tasks, response and prompt
 * caches, errors, experiments. The same seed gives the same events, in any batches.
 */
public final class SyntheticUsage {
  /** The busiest user. */
  public static final String BUSIEST_USER = "user-0000";

  private static final int USERS = 5_000;
  private static final int DEPARTMENTS = 40;
  private static final int TASKS = 40;
  private static final double BUSYNESS = 2.2;
  private static final double REQUESTS_A_SESSION = 12;
  private static final List<String> ERRORS = List.of("rate_limit", "timeout", "server_error");
  private static final List<String> TEAMS = List.of("search", "growth", "core", "risk", "support");

  private final SyntheticYear year = new SyntheticYear();
  private final long seed;
  private final long events;

  /** A year of this many events. */
  public SyntheticUsage(long seed, long events) {
    this.seed = seed;
    this.events = events;
  }

  /** Events from a place on, at most {@code count}. */
  public List<UsageEvent> batch(long from, int count) {
    List<UsageEvent> batch = new ArrayList<>(count);
    for (long i = from; i < Math.min(events, from + count); i++) {
      batch.add(event(i));
    }
    return batch;
  }

  private UsageEvent event(long index) {
    RandomGenerator random = new SplittableRandom(seed * 1_000_003 + index);
    Instant time = year.at((index + random.nextDouble()) / events);
    SyntheticModel model = SyntheticModel.at(random.nextDouble());
    CacheUse cache = cache(random);
    boolean hit = cache.entry() != null;
    TokenCounts tokens = tokens(random, model);
    Delivery delivery = delivery(random, model, tokens, hit);
    boolean answered = delivery.status() == Status.OK;
    TokenCounts used = answered && !hit ? tokens : TokenCounts.NONE;
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    boolean batched = random.nextInt(100) < 6;
    return UsageEvent.of(id, time, model.provider(), model.name(), "gateway")
        .operation(model.operation())
        .attribution(attribution(random, index))
        .tokens(used)
        .charge(charge(model, tokens, used))
        .cache(cache)
        .delivery(delivery)
        .trial(trial(random))
        .serviceTier(batched ? "batch" : null)
        .batch(batched ? "batch_" + time.getEpochSecond() / 3_600 : null)
        .dataLocation(random.nextInt(10) < 3 ? "eu" : "us")
        .build();
  }

  private Attribution attribution(RandomGenerator random, long index) {
    int user = (int) (USERS * Math.pow(random.nextDouble(), BUSYNESS));
    RandomGenerator ofUser = new SplittableRandom(seed + user);
    int department = (int) (DEPARTMENTS * Math.pow(ofUser.nextDouble(), 1.5));
    int task = (department * 7 + (int) (6 * Math.pow(random.nextDouble(), 2))) % TASKS;
    int place = random.nextInt(10);
    String environment = place < 7 ? "production" : place < 9 ? "staging" : "development";
    Map<String, String> tags =
        random.nextInt(5) == 0 ? Map.of("team", TEAMS.get(ofUser.nextInt(TEAMS.size()))) : Map.of();
    return new Attribution(
        "key-%02d-%s".formatted(department, environment),
        "acme",
        "department-%02d".formatted(department),
        environment,
        "task-%02d".formatted(task),
        "user-%04d".formatted(user),
        session(user, index),
        new TreeMap<>(tags));
  }

  /** A user's requests are cut into sessions of about the same number. */
  private String session(int user, long index) {
    double share =
        Math.pow((user + 1.0) / USERS, 1 / BUSYNESS)
            - Math.pow((double) user / USERS, 1 / BUSYNESS);
    double sessions = Math.max(1, events * share / REQUESTS_A_SESSION);
    long number = (long) (sessions * index / events);
    RandomGenerator random = new SplittableRandom((seed * 31 + user) * 1_000_003 + number);
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static CacheUse cache(RandomGenerator random) {
    int place = random.nextInt(200);
    CacheOutcome outcome =
        place < 14
            ? CacheOutcome.EXACT
            : place < 22
                ? CacheOutcome.SEMANTIC
                : place < 23
                    ? CacheOutcome.COALESCED
                    : place < 180 ? CacheOutcome.MISS : CacheOutcome.BYPASS;
    if (place >= 23) {
      return new CacheUse(outcome, null, null, null);
    }
    return new CacheUse(
        outcome,
        outcome == CacheOutcome.SEMANTIC ? 0.92 + random.nextInt(80) / 1_000.0 : null,
        "entry-" + (int) (20_000 * Math.pow(random.nextDouble(), 3)),
        (long) logNormal(random, 3_600, 1.5));
  }

  private static TokenCounts tokens(RandomGenerator random, SyntheticModel model) {
    long input = (long) logNormal(random, 900, 1.1);
    if (model.millisPerToken() == 0) {
      return new TokenCounts(input, 0, 0, 0, 0, 0);
    }
    boolean reads = random.nextInt(100) < 35;
    boolean writes = random.nextInt(100) < 10;
    long output = (long) logNormal(random, 320, 1.0);
    return new TokenCounts(
        input,
        reads ? (long) logNormal(random, 6_000, 0.8) : 0,
        writes ? (long) logNormal(random, 1_500, 0.8) : 0,
        0,
        output,
        (long) (output * model.reasoning()));
  }

  private static Delivery delivery(
      RandomGenerator random, SyntheticModel model, TokenCounts tokens, boolean hit) {
    if (hit) {
      return new Delivery(Status.OK, (long) logNormal(random, 30, 0.4), null, null, 1, null);
    }
    long first = (long) logNormal(random, 350, 0.5);
    int place = random.nextInt(1_000);
    if (place < 20) {
      String kind = ERRORS.get(random.nextInt(ERRORS.size()));
      return new Delivery(Status.ERROR, first, null, kind, 1 + random.nextInt(3), null);
    }
    if (place < 25) {
      return new Delivery(Status.BLOCKED, 5L, null, "budget", 1, null);
    }
    long writing = (long) (tokens.output() * model.millisPerToken() * (0.8 + random.nextDouble()));
    boolean again = place < 45;
    return new Delivery(
        Status.OK,
        first + writing,
        model.millisPerToken() == 0 ? null : first,
        null,
        again ? 2 : 1,
        place < 30 ? SyntheticModel.ALL.get(1).name() : null);
  }

  private static Charge charge(SyntheticModel model, TokenCounts asked, TokenCounts used) {
    BigDecimal saved =
        dollars(used.cacheRead(), model.input().subtract(model.cacheRead()))
            .subtract(dollars(used.cacheWrite5m(), model.cacheWrite().subtract(model.input())));
    return new Charge(cost(model, used), cost(model, asked).total(), "2026-07-01", saved);
  }

  private static Cost cost(SyntheticModel model, TokenCounts tokens) {
    return new Cost(
        dollars(tokens.uncachedInput(), model.input()),
        dollars(tokens.cacheRead(), model.cacheRead()),
        dollars(tokens.cacheWrite5m(), model.cacheWrite()),
        dollars(tokens.output(), model.output()),
        BigDecimal.ZERO);
  }

  private static BigDecimal dollars(long tokens, BigDecimal aMillion) {
    return aMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
  }

  private static Trial trial(RandomGenerator random) {
    if (random.nextInt(20) > 0) {
      return Trial.NONE;
    }
    boolean scored = random.nextInt(4) == 0;
    return new Trial(
        "prompt-v2",
        random.nextBoolean() ? "control" : "candidate",
        scored ? Math.round(random.nextDouble() * 100) / 100.0 : null);
  }

  private static double logNormal(RandomGenerator random, double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }
}
