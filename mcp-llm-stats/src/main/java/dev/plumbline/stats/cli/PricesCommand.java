package dev.plumbline.stats.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.price.ModelPrices;
import dev.plumbline.usage.price.ModelUse;
import dev.plumbline.usage.price.PriceCheck;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.refresh.CatalogRefresh;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, checks and refreshes the prices that usage is charged by. */
@Command(
    name = "prices",
    mixinStandardHelpOptions = true,
    description = "Shows, checks and refreshes the prices that usage is charged by.")
public final class PricesCommand implements Runnable {
  private static final int SHOWN = 20;

  private final PriceSession session;

  @Spec private @Nullable CommandSpec spec;

  PricesCommand(PriceSession session) {
    this.session = session;
  }

  /** The command for an environment, printing to standard output given. */
  public static PricesCommand of(Map<String, String> environment, OutputStream out) {
    return new PricesCommand(PriceSession.of(environment, out));
  }

  @Override
  public void run() {
    CommandSpec own = Objects.requireNonNull(spec);
    throw new ParameterException(own.commandLine(), "Choose show, check or refresh.");
  }

  @Command(
      name = "refresh",
      mixinStandardHelpOptions = true,
      description = "Takes newer prices; charges made already keep theirs.")
  int refresh(
      @Parameters(
              paramLabel = "FILE|PACKAGE",
              description =
                  "A data file, a packed package (.tgz), or @pydantic/genai-prices@VERSION.")
          String source) {
    CatalogRefresh.Outcome outcome = session.refresh().refresh(source);
    PrintStream out = session.out();
    out.printf(
        "In use now: %s (before: %s), %d models of %d providers.%n",
        outcome.after(), outcome.before(), outcome.models(), outcome.providers());
    list("New", outcome.added());
    list("Gone", outcome.removed());
    list("With other prices", outcome.changed());
    list("Price keys that no unit has, left out", outcome.unknownPriceKeys());
    return 0;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Checks the catalog and the price file; ends with 1 where something is wrong.")
  int check() {
    PriceCheck check = session.prices().check();
    PrintStream out = session.out();
    out.printf(
        "%s: %d models of %d providers.%n", check.version(), check.models(), check.providers());
    out.printf(
        "Your file: %d list prices (%d models the catalog lacks), %d discounts, %d overlay names.%n",
        check.own().prices(),
        check.own().models(),
        check.own().discounts(),
        check.own().overlayNames());
    list("Free at list prices", check.free());
    list("Price keys that no unit has, left out", check.unknownPriceKeys());
    list("Incomplete prices", check.incomplete());
    list("Entries that match no model", check.idle());
    boolean sound = check.unknownPriceKeys().isEmpty() && check.incomplete().isEmpty();
    return sound ? 0 : 1;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows the prices of a model, or the models whose name contains a text.")
  int show(
      @Parameters(paramLabel = "MODEL", description = "MODEL or PROVIDER:MODEL.") String name,
      @Option(
              names = "--at",
              paramLabel = "TIME",
              description = "A day or a moment (ISO 8601, UTC). Default: now.")
          @Nullable String at,
      @Option(names = "--tier", paramLabel = "TIER", description = "A service tier such as batch.")
          @Nullable String tier,
      @Option(names = "--department", description = "With this department's discounts.")
          @Nullable String department,
      @Option(names = "--key", description = "With this virtual key's discounts.")
          @Nullable String key) {
    Prices prices = session.prices();
    Instant time = at == null ? session.clock().instant() : time(at);
    int colon = name.indexOf(':');
    boolean provided = colon > 0 && name.indexOf('/') < 0;
    String provider = provided ? name.substring(0, colon) : "";
    String model = provided ? name.substring(colon + 1) : name;
    ModelUse use = new ModelUse(provider, model, time, tier, department, key);
    if (!provided && prices.tiers(use.in(null)).isEmpty()) {
      return search(prices, name, time);
    }
    new PriceSheet(session.out()).print(prices, use);
    return 0;
  }

  private int search(Prices prices, String text, Instant time) {
    List<ModelPrices> found = prices.models(Optional.empty(), text, time);
    if (found.isEmpty()) {
      throw new Failure.NotFound(
          "No model's name contains '" + text + "'.", "Give PROVIDER:MODEL or a part of a name.");
    }
    list("Models", found.stream().map(each -> each.provider() + ":" + each.model()).toList());
    return 0;
  }

  private void list(String title, Collection<String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    session.out().printf("%s: %d%n", title, entries.size());
    entries.stream().limit(SHOWN).forEach(entry -> session.out().println("  " + entry));
    if (entries.size() > SHOWN) {
      session.out().printf("  and %d more%n", entries.size() - SHOWN);
    }
  }

  private static Instant time(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException unreadable) {
      throw new Failure.Misconfigured(
          "'" + text + "' is no day and no moment.", "Write 2026-11-20 or 2026-11-20T08:00:00Z.");
    }
  }
}
