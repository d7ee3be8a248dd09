package dev.plumbline.gateway.record;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What has begun and what has ended but is not in the ledger yet, in files that outlive the
 * process. Safe for many threads.
 *
 * <p>A line is with the operating system when a method returns, so that a killed process loses
 * nothing; it is on the disk within the sync interval, so that a power cut loses no more than that.
 */
public final class Journal implements AutoCloseable {
  private static final long SEGMENT_BYTES = 16 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final FileChannel lockFile;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Segment> open = new HashMap<>();

  /** Where the ends are of requests that began in another file, or not at all. */
  private final Map<String, Segment> ends = new HashMap<>();

  private final Set<Segment> unsynced = new HashSet<>();
  private final Thread syncing;
  private @Nullable Segment current;
  private int next;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Journal(Path folder, FileChannel lockFile, int next, Duration syncEvery) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.next = next;
    this.syncing =
        Thread.ofVirtual().name("journal-sync").unstarted(() -> syncUntilClosed(syncEvery));
  }

  /**
   * Opens the journal of a folder for this process alone.
   *
   * @param old takes over what former processes left, before anything new is written; the files are
   *     removed when it returns
   */
  public static Journal open(Path folder, Duration syncEvery, Recovery.Consumer old) {
    try {
      Files.createDirectories(folder);
      FileChannel lockFile = lock(folder);
      Journal journal = null;
      try {
        journal = new Journal(folder, lockFile, Recovery.run(folder, old), syncEvery);
      } finally {
        if (journal == null) {
          lockFile.close();
        }
      }
      journal.syncing.start();
      return journal;
    } catch (IOException failed) {
      throw unusable(folder, failed);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      held = null;
    }
    if (held == null) {
      channel.close();
      throw new Failure.Conflict(
          "Another gateway uses the journal " + folder + ".",
          "Stop it, or give this one a PLUMBLINE_HOME of its own.");
    }
    return channel;
  }

  /** Writes that a request is about to be sent on. */
  public void begin(Begun begun) {
    byte[] line = JournalCodec.line(begun);
    lock.lock();
    try {
      Segment segment = write(line);
      segment.began();
      open.put(begun.id(), segment);
    } finally {
      lock.unlock();
    }
  }

  /** Writes what became of it. */
  public void end(UsageEvent event) {
    byte[] line = JournalCodec.line(event);
    lock.lock();
    try {
      Segment segment = write(line);
      Segment began = open.get(event.id());
      if (began != null && began != segment && ends.put(event.id(), segment) == null) {
        segment.began();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes a request that did not begin. */
  public void refused(UsageEvent event) {
    byte[] line = JournalCodec.line(event);
    lock.lock();
    try {
      Segment segment = write(line);
      if (ends.putIfAbsent(event.id(), segment) == null) {
        segment.began();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets requests that are in the ledger now. */
  public void recorded(Collection<String> ids) {
    lock.lock();
    try {
      for (String id : ids) {
        forget(open.remove(id));
        forget(ends.remove(id));
      }
    } catch (IOException failed) {
      throw unusable(folder, failed);
    } finally {
      lock.unlock();
    }
  }

  private static void forget(@Nullable Segment segment) throws IOException {
    if (segment != null) {
      segment.recorded();
    }
  }

  private Segment write(byte[] line) {
    try {
      Segment segment = segment();
      segment.append(line);
      unsynced.add(segment);
      return segment;
    } catch (IOException failed) {
      throw unusable(folder, failed);
    }
  }

  private Segment segment() throws IOException {
    Segment segment = current;
    if (segment != null && segment.size() < SEGMENT_BYTES) {
      return segment;
    }
    Segment fresh = Segment.create(folder.resolve(Recovery.name(next++)));
    if (segment != null) {
      segment.sync();
      unsynced.remove(segment);
      segment.finish();
    }
    current = fresh;
    return fresh;
  }

  private void syncUntilClosed(Duration every) {
    try {
      while (!closed.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
        sync();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void sync() {
    Set<Segment> waiting;
    lock.lock();
    try {
      waiting = Set.copyOf(unsynced);
      unsynced.clear();
    } finally {
      lock.unlock();
    }
    for (Segment segment : waiting) {
      try {
        segment.sync();
      } catch (IOException failed) {
        // The next write meets the same trouble and tells its caller.
      }
    }
  }

  /** An interrupt would close the file that is being synced. */
  private void endSyncing() {
    closed.countDown();
    try {
      syncing.join(PATIENCE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Failure unusable(Path folder, IOException failed) {
    return new Failure.StoreUnavailable(
        "The journal %s cannot be written: %s.".formatted(folder, failed.getMessage()),
        "Make room on its disk, and check its permissions.",
        failed);
  }

  /** Leaves what is not in the ledger for the next process. */
  @Override
  public void close() {
    endSyncing();
    lock.lock();
    try {
      Set<Segment> needed = new HashSet<>(open.values());
      needed.addAll(ends.values());
      for (Segment segment : needed) {
        segment.sync();
        segment.close();
      }
      if (current != null) {
        current.finish();
        current.close();
      }
      lockFile.close();
    } catch (IOException failed) {
      throw unusable(folder, failed);
    } finally {
      lock.unlock();
    }
  }
}
