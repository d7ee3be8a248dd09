package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Entry;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.price.ModelUse;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.catalog.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** Random requests of many clients at a time, and what their answers say that they used. */
final class MoneyStorm {
  private static final int CLIENTS = 48;
  private static final String[] FAULTS = {
    "cut", "error-500", "error-400", "429", "garbage", "refusal", "tool", "slow-300"
  };

  private final Prices prices = Prices.bundled();
  private final List<KeyText> keys = List.of(KeyText.make(), KeyText.make(), KeyText.make());
  private final Map<String, BigDecimal> priced = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
  private final Map<String, Integer> answered = new ConcurrentHashMap<>();

  /** Keys of two departments with budgets on every level, all of them hard. */
  Entry[] entries() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      VirtualKey.Owner owner =
          new VirtualKey.Owner("acme", i == 0 ? "shop" : "lab", "test", null, null, null);
      entries.add(House.key(keys.get(i), owner, new VirtualKey.Rules(false, false, false, true)));
    }
    entries.addAll(budgets());
    entries.add(
        new Limit(
            "parallel",
            new Scope(Level.KEY, keys.getFirst().id()),
            Limit.Kind.PARALLEL,
            6,
            Duration.ZERO,
            1));
    return entries.toArray(Entry[]::new);
  }

  List<Budget> budgets() {
    return List.of(
        budget("org", Level.ORGANISATION, "0.5", Period.TOTAL, false),
        budget("dept", Level.DEPARTMENT, "0.3", Period.MONTH, false),
        budget("key", Level.KEY, "0.2", Period.DAY, true),
        budget("user", Level.USER, "0.12", Period.HOUR, true));
  }

  private static Budget budget(
      String id, Level level, String dollars, Period period, boolean rolling) {
    return new Budget(
        id,
        id,
        new Scope(level, Scope.EACH),
        new BigDecimal(dollars),
        new Window(period, rolling, ZoneOffset.UTC),
        AtLimit.REFUSE,
        null,
        List.of(),
        1);
  }

  /** Exact costs by request, of those whose answers were whole. */
  Map<String, BigDecimal> priced() {
    return priced;
  }

  /** HTTP statuses of all answers that were sent on, by request. */
  Map<String, Integer> answered() {
    return answered;
  }

  /** How many answers there were of each HTTP status. */
  Map<Integer, Integer> statuses() {
    return statuses;
  }

  /** Sends requests to gateways, evenly. */
  void run(List<House> houses, long seed, int requests) throws InterruptedException {
    SplittableRandom seeds = new SplittableRandom(seed);
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        RandomGenerator random = seeds.split();
        House house = houses.get(i % houses.size());
        clients.add(threads.submit(() -> client(house, random, requests / CLIENTS)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    }
  }

  private Void client(House house, RandomGenerator random, int requests)
      throws IOException, InterruptedException {
    for (int i = 0; i < requests; i++) {
      String key = keys.get(random.nextInt(keys.size())).secretText();
      String user = "user-" + random.nextInt(5);
      if (random.nextInt(6) == 0) {
        house.provider().next(FAULTS[random.nextInt(FAULTS.length)], 1);
      }
      Ask ask = Ask.random(random);
      if (random.nextInt(12) == 0) {
        leave(house, ask, key, user, random);
      } else {
        ask(house, ask, key, user);
      }
    }
    return null;
  }

  /** Goes away before the end of the answer, at times before its beginning. */
  private static void leave(House house, Ask ask, String key, String user, RandomGenerator random)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
      socket.setSoLinger(random.nextBoolean(), 0);
      socket.getOutputStream().write(ask.http(key, user).getBytes(StandardCharsets.UTF_8));
      int bytes = random.nextInt(400);
      if (bytes > 100) {
        assertThat(socket.getInputStream().read(new byte[bytes])).isPositive();
      }
    }
  }

  private void ask(House house, Ask ask, String key, String user)
      throws IOException, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = house.postAs(key, ask.path(), ask.body(), "x-plumbline-user", user);
    } catch (IOException cut) {
      statuses.merge(0, 1, Integer::sum);
      return;
    }
    statuses.merge(answer.statusCode(), 1, Integer::sum);
    String id = answer.headers().firstValue("x-plumbline-request-id").orElse(null);
    if (id == null) {
      assertThat(answer.statusCode()).as(answer.body()).isIn(402, 429, 503);
      return;
    }
    assertThat(answered.put(id, answer.statusCode())).isNull();
    TokenCounts used = answer.statusCode() == 200 ? ask.figures(answer.body()) : null;
    if (used != null) {
      BigDecimal cost = price(ask, used);
      priced.put(id, cost);
      answer
          .headers()
          .firstValue("x-plumbline-cost")
          .ifPresent(said -> assertThat(new BigDecimal(said)).isEqualByComparingTo(cost));
    }
  }

  private BigDecimal price(Ask ask, TokenCounts used) {
    return prices
        .estimate(
            ModelUse.of(ask.provider(), ask.model(), Instant.now()), Usage.of(used, Extras.NONE, 1))
        .cost();
  }
}
