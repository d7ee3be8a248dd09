package dev.plumbline.stats.ledger;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.source.session.ClaudeCodeFormat;
import dev.plumbline.usage.source.session.CodexFormat;
import dev.plumbline.usage.source.session.SessionFormat;
import dev.plumbline.usage.source.session.SessionLogs;
import dev.plumbline.usage.source.text.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ledger to answer from, and opens it when it is first asked. Thread-safe.
 *
 * <p>The one that was named; else the ledger of PLUMBLINE_HOME; else the session logs of Claude
 * Code, then of Codex, on this machine.
 */
public final class LedgerFinder implements Supplier<LedgerReader>, AutoCloseable {
  /** The name of the sample organisation. */
  public static final String DEMO = "demo:";

  private static final String CLAUDE_CODE = "claude-code:";
  private static final String CODEX = "codex:";

  private final Optional<String> named;
  private final Map<String, String> environment;
  private final PlumblineHome home;
  private final UnaryOperator<UsageEvent> pricing;
  private final Clock clock;
  private @Nullable LedgerReader found;

  /**
   * @param named a location of {@link Ledgers}, {@code claude-code:}, {@code codex:} (either may be
   *     followed by a folder) or {@code demo:}; empty to look for one
   * @param pricing prices events of session logs and of the sample organisation
   */
  public LedgerFinder(
      Optional<String> named,
      Map<String, String> environment,
      UnaryOperator<UsageEvent> pricing,
      Clock clock) {
    this.named = named;
    this.environment = Map.copyOf(environment);
    this.home = PlumblineHome.of(environment);
    this.pricing = pricing;
    this.clock = clock;
  }

  /** The ledger file of a home folder, which imports write to. */
  public static Path ownFile(PlumblineHome home) {
    return home.folder().resolve("ledger.duckdb");
  }

  @Override
  public synchronized LedgerReader get() {
    if (found == null) {
      found = open(named.or(this::lookFor).orElseThrow(LedgerFinder::nothing));
    }
    return found;
  }

  /** Where it is: named or found; empty when there is none yet. */
  public Optional<String> location() {
    return named.or(this::lookFor);
  }

  private Optional<String> lookFor() {
    Path own = ownFile(home);
    if (Files.isRegularFile(own)) {
      return Optional.of("duckdb:" + own);
    }
    return List.of(CLAUDE_CODE, CODEX).stream()
        .filter(name -> !logs(name).files().isEmpty())
        .findFirst();
  }

  private static Failure nothing() {
    return new Failure.NotFound(
        "There is no usage data yet.",
        "Import some (bin/plumbline import --help lists the sources), or look at a made-up"
            + " organisation: start the server with --demo.");
  }

  private LedgerReader open(String location) {
    if (location.equals(DEMO)) {
      return new DemoLedger(home, environment, pricing, clock).open();
    }
    if (location.startsWith(CLAUDE_CODE) || location.startsWith(CODEX)) {
      return new SessionLedger(environment, logs(location), pricing, clock).open();
    }
    return new Ledgers(environment).reader(location);
  }

  private SessionLogs logs(String location) {
    String folder = location.substring(location.indexOf(':') + 1);
    return new SessionLogs(
        location.startsWith(CLAUDE_CODE) ? claudeCode(folder) : codex(folder), clock);
  }

  private SessionFormat claudeCode(String folder) {
    Times times = new Times(ZoneOffset.UTC, clock);
    return folder.isEmpty()
        ? ClaudeCodeFormat.of(environment, userHome(), times)
        : new ClaudeCodeFormat(List.of(ClaudeCodeFormat.projects(Path.of(folder))), times);
  }

  private SessionFormat codex(String folder) {
    Times times = new Times(ZoneOffset.UTC, clock);
    return folder.isEmpty()
        ? CodexFormat.of(environment, userHome(), times)
        : new CodexFormat(List.of(Path.of(folder)), times);
  }

  private Path userHome() {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
  }

  @Override
  public synchronized void close() {
    if (found != null) {
      found.close();
    }
  }
}
