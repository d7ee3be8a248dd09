package dev.plumbline.usage.source;

import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.source.text.Times;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** Runs imports for tests at a moment later than every log line. */
public record Imports(Path home) {
  /** An hour ahead: files written by a test are old then, so nothing is still growing. */
  public static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  /** How times are read, by a clock that no test's time is ahead of. */
  public static final Times TIMES =
      new Times(ZoneOffset.UTC, Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC));

  /** Runs one into a ledger, without prices. */
  public ImportSummary run(Source source, LedgerWriter ledger) {
    RejectedLines rejected = new RejectedLines(new PlumblineHome(home), LATER);
    Checkpoints checkpoints = new Checkpoints(new PlumblineHome(home), "memory");
    return new Import(ledger, UnaryOperator.identity(), rejected, checkpoints, progress -> {})
        .run(source);
  }
}
