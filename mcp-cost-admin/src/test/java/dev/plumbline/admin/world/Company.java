package dev.plumbline.admin.world;

import dev.plumbline.admin.chargeback.Accounts;
import dev.plumbline.admin.chargeback.CreditFile;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.mcp.file.ExportFolder;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small company on Wednesday, 12 November 2025, noon UTC: some keys, budgets, limits and routes,
 * and what was spent since 1 October. Each world of it starts from the same files.
 */
public final class Company {
  /** When every world of it begins. */
  public static final Instant NOW = Instant.parse("2025-11-12T12:00:00Z");

  private static final Instant FIRST = Instant.parse("2025-10-01T00:00:00Z");

  private final Path folder;
  private final Path template;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private int worlds;

  /**
   * Sets it up.
   *
   * @param folder for its files
   */
  public Company(Path folder) throws IOException {
    this.folder = folder;
    this.template = Files.createDirectory(folder.resolve("template"));
    try (World world = open(template)) {
      keys(world);
      bounds(world);
    }
    Books.write(template, events());
  }

  /** The ids of keys by their names. */
  public Map<String, String> ids() {
    return ids;
  }

  /** The first secrets of keys by their names. */
  public Map<String, String> secrets() {
    return secrets;
  }

  /** The file of its ledger, which nobody holds. */
  public Path ledger() {
    return Books.ledger(template);
  }

  /** A fresh world of it, which the caller closes. */
  public World world() throws IOException {
    Path home = folder.resolve("world-" + ++worlds);
    try (Stream<Path> files = Files.walk(template)) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve(template.relativize(file).toString()));
      }
    }
    return open(home);
  }

  /** The folder that exports of a world go to. */
  public static Path exports(World world) {
    return world.home().resolve("exports");
  }

  private static World open(Path home) throws IOException {
    Path exports = Files.createDirectories(home.resolve("exports"));
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOW));
    Accounts accounts =
        new Accounts(
            new CreditFile(home.resolve("credits.csv"), false),
            new ExportFolder(Optional.of(exports.toString()), Accounts.EXPORTS));
    return new World(home, null, accounts, clock);
  }

  private void keys(World world) {
    key(
        world,
        "marketing production",
        "marketing",
        "production",
        null,
        "models",
        List.of("gpt-4.1-mini", "gpt-4.1-nano"));
    key(world, "engineering production", "engineering", "production", null);
    key(world, "engineering development", "engineering", "development", null);
    key(world, "nightly evaluation", "engineering", "production", "nightly");
    key(world, "support bot", "support", "production", null, "expires", "2025-12-31");
    key(world, "data science", "research", "development", null);
    key(world, "old demo", "sales", "development", null);
    done(world.confirm("block_key", Map.of("key", "old demo")));
  }

  private void key(
      World world,
      String name,
      String department,
      String environment,
      @Nullable String task,
      Object... more) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("name", name);
    arguments.put("department", department);
    arguments.put("environment", environment);
    if (task != null) {
      arguments.put("task", task);
    }
    for (int i = 0; i < more.length; i += 2) {
      arguments.put((String) more[i], more[i + 1]);
    }
    McpSchema.CallToolResult made = done(world.confirm("create_key", arguments));
    ids.put(name, World.json(made).path("id").asString());
    secrets.put(name, World.secret(made));
  }

  private void bounds(World world) {
    budget(world, "department", "marketing", 200, "month", List.of(50, 90));
    budget(world, "department", "engineering", 500, "month", List.of(80, 100));
    budget(world, "key", "support bot", 40, "month", List.of(80, 100));
    budget(world, "key", "data science", 100, "total", List.of(80, 100));
    done(
        world.confirm(
            "set_rate_limits",
            Map.of("level", "department", "value", "marketing", "requests", 600)));
    done(
        world.confirm(
            "set_route",
            Map.of(
                "alias",
                "small",
                "targets",
                List.of("openai/gpt-4.1-mini*3|openai/gpt-4.1-nano"))));
    done(
        world.confirm(
            "set_cache_policy", Map.of("task", "faq", "mode", "exact", "time_to_live", "1h")));
    // Nobody listens there.
    done(
        world.confirm(
            "set_alert_channel",
            Map.of(
                "channel", "watch", "kind", "alertmanager", "webhook_url", "http://127.0.0.1:9")));
  }

  private static void budget(
      World world, String level, String value, int dollars, String period, List<Integer> warnAt) {
    done(
        world.confirm(
            "set_budget",
            Map.of(
                "level",
                level,
                "value",
                value,
                "limit_usd",
                dollars,
                "period",
                period,
                "warn_at",
                warnAt)));
  }

  private static McpSchema.CallToolResult done(McpSchema.CallToolResult result) {
    if (Boolean.TRUE.equals(result.isError())) {
      throw new AssertionError(TestClient.text(result));
    }
    return result;
  }

  /** What each of them spends, hour by hour of every day. */
  private List<UsageEvent> events() {
    List<UsageEvent> all = new ArrayList<>();
    for (Instant day = FIRST; day.isBefore(NOW); day = day.plus(Duration.ofDays(1))) {
      daily(all, day, "marketing production", "marketing", "mia", "1.25", 8, 10, 16);
      daily(all, day, "engineering production", "engineering", "ada", "2.50", 7, 9, 13, 17);
      daily(all, day, "nightly evaluation", "engineering", null, "3.00", 2);
      daily(all, day, "support bot", "support", null, "1.50", 9, 15);
      daily(all, day, "data science", "research", "bob", "1.75", 11);
      daily(all, day, "", null, null, "0.50", 1);
    }
    return all;
  }

  private void daily(
      List<UsageEvent> all,
      Instant day,
      String key,
      @Nullable String department,
      @Nullable String user,
      String dollars,
      int... hours) {
    for (int hour : hours) {
      Instant time = day.plus(Duration.ofHours(hour));
      if (time.isBefore(NOW)) {
        all.add(
            UsageEvent.of("e-" + all.size(), time, "openai", "gpt-4.1", "gateway")
                .attribution(
                    new Attribution(
                        ids.get(key),
                        null,
                        department,
                        "production",
                        null,
                        user,
                        null,
                        new TreeMap<>()))
                .tokens(new TokenCounts(1_000, 0, 0, 0, 100, 0))
                .charge(
                    new Charge(
                        Cost.lump(new BigDecimal(dollars)), new BigDecimal(dollars), "test", null))
                .build());
      }
    }
  }
}
