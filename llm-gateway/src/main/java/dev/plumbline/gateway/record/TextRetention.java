package dev.plumbline.gateway.record;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes kept prompts and answers from the ledger when their time is over; events stay. */
public final class TextRetention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TextRetention.class);
  private static final Duration DAILY = Duration.ofDays(1);
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private final LedgerWriter ledger;
  private final Duration kept;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** Looks at once and then once a day until closed; the ledger stays the caller's. */
  public TextRetention(LedgerWriter ledger, Duration kept, InstantSource clock) {
    this.ledger = ledger;
    this.kept = kept;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("text-retention").start(this::run);
  }

  private void run() {
    try {
      boolean ended = false;
      while (!ended) {
        Duration pause = removed() ? DAILY : AGAIN;
        ended = closed.await(pause.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the ledger let it. */
  private boolean removed() {
    try {
      long events = ledger.forgetTexts(Events.SOURCE, clock.instant().minus(kept));
      if (events > 0) {
        LOG.info("Removed the texts of {} requests older than {} days.", events, kept.toDays());
      }
      return true;
    } catch (Failure failed) {
      LOG.warn("Old texts cannot be removed now: {}", failed.text());
      return false;
    }
  }

  /** Lets a look under way end; one is always made. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
