package dev.plumbline.stats.ledger;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.source.session.FollowingLedger;
import dev.plumbline.usage.source.session.LogFollower;
import dev.plumbline.usage.source.session.SessionLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A ledger of session logs, kept in a file of this process alone and kept up with the logs. */
final class SessionLedger {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Map<String, String> environment;
  private final SessionLogs logs;
  private final UnaryOperator<UsageEvent> pricing;
  private final Clock clock;

  SessionLedger(
      Map<String, String> environment,
      SessionLogs logs,
      UnaryOperator<UsageEvent> pricing,
      Clock clock) {
    this.environment = environment;
    this.logs = logs;
    this.pricing = pricing;
    this.clock = clock;
  }

  LedgerReader open() {
    String location = "duckdb:" + file();
    Ledgers ledgers = new Ledgers(environment);
    LedgerWriter writer = ledgers.writer(location);
    LogFollower follower = new LogFollower(logs, writer, pricing, PAUSE, clock);
    return new FollowingLedger(ledgers.reader(location), follower, logs.description());
  }

  private static Path file() {
    try {
      Path folder = Files.createTempDirectory("plumbline-sessions");
      Path file = folder.resolve("ledger.duckdb");
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException unusable) {
      throw new Failure.StoreUnavailable(
          "No temporary file can be made: " + unusable.getMessage() + ".",
          "Free some space, or point java.io.tmpdir at another folder.",
          unusable);
    }
  }
}
