package dev.plumbline.gateway.record;

import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves ended requests from the journal into the ledger, in batches. */
public final class LedgerFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFeed.class);
  private static final int ROOM = 200_000;
  private static final int BATCH = 10_000;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final BlockingQueue<UsageEvent> waiting = new ArrayBlockingQueue<>(ROOM);
  private final Map<String, Settlement> unsettled = new ConcurrentHashMap<>();
  private final LedgerWriter ledger;
  private final Journal journal;
  private final SpendGuard guard;
  private final Duration every;
  private final Thread thread;

  /** Held while the ledger is written, which nothing may interrupt. */
  private final ReentrantLock writing = new ReentrantLock();

  private volatile int underWay;
  private volatile boolean closing;
  private volatile String trouble = "";

  /**
   * Starts to move.
   *
   * @param every how long an event may wait for others
   */
  public LedgerFeed(LedgerWriter ledger, Journal journal, SpendGuard guard, Duration every) {
    this.ledger = ledger;
    this.journal = journal;
    this.guard = guard;
    this.every = every;
    this.thread = Thread.ofPlatform().name("ledger-feed").daemon().start(this::run);
  }

  /** Whether there is room for more requests. */
  public boolean hasRoom() {
    return waiting.remainingCapacity() > ROOM / 10;
  }

  /** How many ended requests are not in the ledger yet. */
  public int waiting() {
    return waiting.size() + underWay;
  }

  /** What keeps it from the ledger; empty when nothing does. */
  public String trouble() {
    return trouble;
  }

  /** Settles a request again before its event, which is added later, goes into the ledger. */
  void unsettled(Settlement done) {
    unsettled.put(done.id(), done);
  }

  /** Takes an event over. */
  public void add(UsageEvent event) {
    try {
      waiting.put(event);
    } catch (InterruptedException interrupted) {
      // The journal has it, and the next process takes it over.
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<UsageEvent> batch = new ArrayList<>();
    Duration pause = every;
    while (!closing || !waiting.isEmpty() || !batch.isEmpty()) {
      try {
        fill(batch, pause);
        if (!batch.isEmpty()) {
          record(batch);
          batch.clear();
          underWay = 0;
          trouble = "";
        }
        pause = every;
      } catch (Failure.StoreUnavailable down) {
        trouble = down.text();
        LOG.warn("{} {} events wait.", trouble, waiting());
        if (closing) {
          return;
        }
        pause = longer(pause);
      } catch (InterruptedException ended) {
        closing = true;
      } catch (RuntimeException defect) {
        trouble = "The ledger cannot be written for a reason that it should not.";
        LOG.error("{} {} events wait.", trouble, waiting(), defect);
        if (closing) {
          return;
        }
        pause = longer(pause);
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Sleeps rather than waiting for each event, so that adding one wakes nobody. */
  private void fill(List<UsageEvent> batch, Duration pause) throws InterruptedException {
    boolean few = batch.size() + waiting.size() < BATCH;
    if (!closing && (few || !trouble.isEmpty())) {
      Thread.sleep(pause);
    }
    waiting.drainTo(batch, BATCH - Math.min(BATCH, batch.size()));
    underWay = batch.size();
  }

  private void record(List<UsageEvent> batch) {
    List<UsageEvent> events = List.copyOf(batch);
    List<String> ids = events.stream().map(UsageEvent::id).toList();
    writing.lock();
    try {
      closing |= Thread.interrupted();
      settle(ids);
      guard.recording(ids, () -> ledger.append(events));
    } finally {
      writing.unlock();
    }
    journal.recorded(ids);
  }

  private void settle(List<String> ids) {
    for (String id : ids) {
      Settlement done = unsettled.get(id);
      if (done != null) {
        guard.settle(done);
        unsettled.remove(id);
      }
    }
  }

  /** Moves what is waiting; what cannot be moved stays in the journal. */
  @Override
  public void close() {
    closing = true;
    if (writing.tryLock()) {
      try {
        thread.interrupt();
      } finally {
        writing.unlock();
      }
    }
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
