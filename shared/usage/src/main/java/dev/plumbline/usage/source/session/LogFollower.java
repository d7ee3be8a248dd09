package dev.plumbline.usage.source.session;

import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Import;
import dev.plumbline.usage.source.Pricing;
import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.Sink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps a ledger up with session logs that grow; safe for many threads. */
public final class LogFollower {
  private final SessionLogs logs;
  private final LedgerWriter ledger;
  private final UnaryOperator<UsageEvent> pricing;
  private final Duration pause;
  private final InstantSource clock;
  private final List<UsageEvent> pending = new ArrayList<>();
  private @Nullable Instant read;
  private long rejected;

  /**
   * @param logs read by nobody else
   * @param ledger begins empty
   * @param pause how long a reading is fresh enough
   */
  public LogFollower(
      SessionLogs logs,
      LedgerWriter ledger,
      UnaryOperator<UsageEvent> pricing,
      Duration pause,
      InstantSource clock) {
    this.logs = logs;
    this.ledger = ledger;
    this.pricing = pricing;
    this.pause = pause;
    this.clock = clock;
  }

  /** Takes over what was appended since, unless that was done a moment ago. */
  public synchronized void refresh() {
    Instant now = clock.instant();
    if (read != null && !now.isBefore(read) && now.isBefore(read.plus(pause))) {
      return;
    }
    logs.read(null, new Appended());
    write();
    read = now;
  }

  private void write() {
    if (!pending.isEmpty()) {
      ledger.append(List.copyOf(pending));
      pending.clear();
    }
  }

  /** How many log lines could not be used so far. */
  public synchronized long rejected() {
    return rejected;
  }

  private final class Appended implements Sink {
    @Override
    public void event(UsageEvent event) {
      pending.add(Pricing.of(event, pricing));
      if (pending.size() >= Import.BATCH) {
        write();
      }
    }

    @Override
    public void reject(Rejection rejection) {
      rejected++;
    }
  }
}
