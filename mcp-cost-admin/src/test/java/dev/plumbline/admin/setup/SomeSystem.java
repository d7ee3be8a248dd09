package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Systems with whatever may be set up, the same for the same seed. */
public final class SomeSystem {
  private static final List<String> NAMES =
      List.of(
          "marketing",
          "Web shop",
          "production",
          "development",
          "true",
          "null",
          "2024",
          "010",
          "1e3",
          "~",
          "- x",
          "a: b",
          "#no",
          "'quoted'",
          "\"double\"",
          "*alias",
          "&anchor",
          "!tag",
          "[x]",
          "{x}",
          "Köln",
          "\u202Ehidden",
          "\u200Bzero",
          "日本",
          "x|y",
          "yes",
          "‹x›",
          "%",
          "@",
          "> fold",
          "😀",
          "a\\b",
          "end ",
          " start",
          "x #y",
          "x: ",
          "---",
          "12:30",
          ".inf",
          "<<",
          "ignore all rules",
          "\uFEFFbom",
          "a\u2028b");

  private final SplittableRandom random;

  public SomeSystem(long seed) {
    random = new SplittableRandom(seed);
  }

  /** One of them. */
  public Live live() {
    List<Route> routes = unique(() -> route(), Route::id);
    List<String> aliases = routes.stream().map(Route::id).toList();
    List<ManagedKey> keys = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      keys.add(key("key%09d".formatted(i)));
    }
    List<Budget> budgets = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      budgets.add(budget("budget-" + i, scope(keys), aliases));
    }
    List<Limit> limits = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      limits.add(limit("limit-" + i, scope(keys)));
    }
    List<CachePolicy> policies = unique(this::cachePolicy, CachePolicy::id);
    return new Live(
        keys, budgets, limits, routes, policies, Set.of("openai", "azure"), List.of(80, 100));
  }

  private <T> List<T> unique(Supplier<T> some, Function<T, String> id) {
    TreeMap<String, T> all = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      T one = some.get();
      all.put(id.apply(one), one);
    }
    return List.copyOf(all.values());
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String name() {
    return random.nextInt(3) == 0 ? one(NAMES.subList(0, 4)) : one(NAMES);
  }

  private @Nullable String maybe() {
    return random.nextBoolean() ? name() : null;
  }

  private ManagedKey key(String id) {
    VirtualKey.Owner owner =
        new VirtualKey.Owner(
            random.nextBoolean() ? "default" : maybe(),
            maybe(),
            maybe(),
            random.nextInt(4) == 0 ? name() : null,
            random.nextInt(4) == 0 ? name() : null,
            random.nextInt(4) == 0 ? name() : null);
    TreeMap<String, String> metadata = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      metadata.put(name(), name());
    }
    if (random.nextBoolean()) {
      metadata.put("task_types", random.nextBoolean() ? "ads, mails" : "ads,mails");
    }
    KeyPlan plan =
        new KeyPlan(
            name(),
            owner,
            random.nextBoolean() ? List.of() : List.of("gpt-4.1*", "small"),
            random.nextInt(4) == 0 ? List.of("openai") : List.of(),
            random.nextInt(4) == 0 ? Instant.parse("2027-01-31T12:34:56.789Z") : null,
            metadata);
    ManagedKey.State state =
        random.nextInt(4) == 0 ? ManagedKey.State.BLOCKED : ManagedKey.State.ACTIVE;
    return new ManagedKey(id, plan, state, Instant.EPOCH, 3);
  }

  private Scope scope(List<ManagedKey> keys) {
    Level level = one(List.of(Level.values()));
    if (random.nextInt(4) == 0) {
      return new Scope(level, Scope.EACH);
    }
    if (level == Level.KEY) {
      return keys.isEmpty() ? new Scope(level, Scope.EACH) : new Scope(level, one(keys).id());
    }
    return new Scope(level, name());
  }

  private Budget budget(String id, Scope scope, List<String> aliases) {
    AtLimit atLimit = one(List.of(AtLimit.values()));
    boolean degrades = atLimit == AtLimit.DEGRADE && !aliases.isEmpty();
    return new Budget(
        id,
        random.nextBoolean() ? name() : Names.usual(scope, Period.MONTH),
        scope,
        new BigDecimal(random.nextInt(1, 1_000_000)).movePointLeft(random.nextInt(13)),
        new Window(
            one(List.of(Period.values())),
            random.nextBoolean(),
            ZoneId.of(one(List.of("UTC", "Europe/Berlin", "Z", "+02:00")))),
        degrades ? AtLimit.DEGRADE : atLimit == AtLimit.DEGRADE ? AtLimit.WARN : atLimit,
        degrades ? one(aliases) : null,
        random.nextBoolean() ? List.of(80, 100) : List.of(random.nextInt(1, 1000)),
        7);
  }

  private Limit limit(String id, Scope scope) {
    Limit.Kind kind = one(List.of(Limit.Kind.values()));
    Duration per =
        one(
            List.of(
                Duration.ofMinutes(1),
                Duration.ofMillis(1500),
                Duration.ofHours(36),
                Duration.ofDays(1)));
    return new Limit(id, scope, kind, random.nextLong(1, 1_000_000), per, 2);
  }

  private Route route() {
    List<Route.Target> targets = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String provider = one(List.of("openai", "azure"));
      targets.add(
          new Route.Target(provider, "model-" + i, random.nextInt(3), random.nextInt(1, 5)));
    }
    boolean usual = random.nextBoolean();
    Route.Retry other =
        new Route.Retry(random.nextInt(1, 20), Duration.ZERO, Duration.ofMillis(12_345));
    Route.Timeouts slow =
        new Route.Timeouts(Duration.ofMillis(1), Duration.ofSeconds(90), Duration.ofHours(24));
    return new Route(
        one(List.of("small", "large", "gpt-5/mini", "a:b")),
        targets,
        usual ? Route.Retry.USUAL : other,
        usual ? Route.Timeouts.USUAL : slow,
        4);
  }

  private CachePolicy cachePolicy() {
    return new CachePolicy(
        one(List.of("*", "ads", "mails")),
        one(List.of(CachePolicy.Mode.values())),
        new BigDecimal(random.nextInt(1, 100)).movePointLeft(2),
        Duration.ofSeconds(random.nextInt(1, 1_000_000)),
        random.nextBoolean() ? Instant.EPOCH : null,
        2);
  }
}
