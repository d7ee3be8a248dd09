package dev.plumbline.gateway.record;

import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.Subject;
import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the order in which a request is written down: begun, ended, settled, in the ledger. */
public final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Journal journal;
  private final SpendGuard guard;
  private final LedgerFeed feed;
  private final AtomicLong unwritten = new AtomicLong();
  private final AtomicLong told = new AtomicLong(System.nanoTime() - QUIET_NANOS);

  /** Writes to these three. */
  public Recorder(Journal journal, SpendGuard guard, LedgerFeed feed) {
    this.journal = journal;
    this.guard = guard;
    this.feed = feed;
  }

  /**
   * Checks, before anything is held for a request, that it could be written down.
   *
   * @throws CallRefused when too many wait for the ledger
   */
  public void checkRoom() {
    if (!feed.hasRoom()) {
      throw unavailable();
    }
  }

  /**
   * Writes down that a request is about to be sent on.
   *
   * @throws CallRefused when that is not possible, so that nothing is spent unrecorded
   */
  public void begin(Begun begun) {
    try {
      journal.begin(begun);
    } catch (Failure.StoreUnavailable full) {
      LOG.error("{}", full.text());
      throw unavailable();
    }
  }

  /** Writes down what became of it, and settles its budgets. */
  public void end(UsageEvent event, Subject subject) {
    try {
      journal.end(event);
    } catch (Failure.StoreUnavailable full) {
      // The ledger gets it from memory; should the process stop first, its beginning is there.
      LOG.error("{}", full.text());
    }
    settle(event, subject);
    feed.add(event);
  }

  /** Gives back what was held for a request that did not even begin. */
  public void release(UsageEvent event, Subject subject) {
    settle(event, subject);
    refused(event);
  }

  /**
   * Writes down a request that was never admitted. It costs nothing, so that it does without the
   * journal when that cannot be written, and is left out when too many wait for the ledger.
   */
  public void blocked(UsageEvent event) {
    if (!feed.hasRoom()) {
      tell("Too many events wait for the ledger.");
      return;
    }
    refused(event);
  }

  private void refused(UsageEvent event) {
    try {
      journal.refused(event);
    } catch (Failure.StoreUnavailable full) {
      tell(full.text());
    }
    feed.add(event);
  }

  /** Seldom, because anybody can be refused as often as they like. */
  private void tell(String why) {
    long all = unwritten.incrementAndGet();
    long before = told.get();
    long now = System.nanoTime();
    if (now - before >= QUIET_NANOS && told.compareAndSet(before, now)) {
      LOG.warn("{} refusals are not in the journal so far: {}", all, why);
    }
  }

  private void settle(UsageEvent event, Subject subject) {
    Settlement done =
        new Settlement(
            event.id(),
            event.time(),
            subject,
            event.charge().cost() == null ? null : event.charge().cost().total(),
            event.tokens().total());
    try {
      guard.settle(done);
    } catch (Failure.StoreUnavailable down) {
      // It is settled when the ledger gets the event.
      LOG.warn("{}", down.text());
      feed.unsettled(done);
    }
  }

  private static CallRefused unavailable() {
    return new CallRefused(
        503,
        "store_unavailable",
        "The gateway cannot write down what requests cost, so it sends none on. Try again in a"
            + " moment.",
        Map.of("retry-after", "5"));
  }
}
