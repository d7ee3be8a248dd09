package dev.plumbline.stats.ledger;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.remote.GatewayAddress;
import dev.plumbline.usage.remote.GatewayToken;
import dev.plumbline.usage.remote.RemoteLedger;
import dev.plumbline.usage.source.session.ClaudeCodeFormat;
import dev.plumbline.usage.source.session.CodexFormat;
import dev.plumbline.usage.source.session.SessionFormat;
import dev.plumbline.usage.source.session.SessionLogs;
import dev.plumbline.usage.source.text.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Finds the ledger to answer from, and opens it when it is first asked. Thread-safe.
 *
 * <p>The one that was named; else that of the gateway while it answers; else the ledger of
 * PLUMBLINE_HOME; else the session logs of Claude Code, then of Codex, on this machine.
 */
public final class LedgerFinder implements Supplier<LedgerReader>, AutoCloseable {
  /** The name of the sample organisation. */
  public static final String DEMO = "demo:";

  private static final String CLAUDE_CODE = "claude-code:";
  private static final String CODEX = "codex:";

  private final Optional<String> named;
  private final GatewayAddress gateway;
  private final GatewayToken token;
  private final Map<String, String> environment;
  private final PlumblineHome home;
  private final UnaryOperator<UsageEvent> pricing;
  private final Clock clock;
  private final Map<String, LedgerReader> opened = new LinkedHashMap<>();
  private Optional<String> found = Optional.empty();

  /**
   * @param named a location of {@link Ledgers}, the address of a gateway, {@code claude-code:},
   *     {@code codex:} (either may be followed by a folder) or {@code demo:}; empty to look for one
   * @param gateway where to look for a gateway first
   * @param pricing prices events of session logs and of the sample organisation
   */
  public LedgerFinder(
      Optional<String> named,
      GatewayAddress gateway,
      GatewayToken token,
      Map<String, String> environment,
      UnaryOperator<UsageEvent> pricing,
      Clock clock) {
    this.named = named;
    this.gateway = gateway;
    this.token = token;
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
    String location = named.or(this::lookFor).orElseThrow(LedgerFinder::nothing);
    LedgerReader known = opened.get(location);
    if (known != null) {
      return known;
    }
    LedgerReader reader = open(location);
    opened.put(location, reader);
    return reader;
  }

  /** A gateway owns the file of its ledger while it runs, and may start and stop at any time. */
  private Optional<String> lookFor() {
    if (RemoteLedger.answers(gateway, token)) {
      return Optional.of(gateway.url());
    }
    if (found.isEmpty()) {
      found = lookOnDisk();
    }
    return found;
  }

  private Optional<String> lookOnDisk() {
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
    if (GatewayAddress.is(location)) {
      return new RemoteLedger(new GatewayAddress(location), token);
    }
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
    opened.values().forEach(LedgerReader::close);
    opened.clear();
  }
}
