package dev.plumbline.gateway.standin;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Lets tests say what the stand-in does next, and see what it was asked; safe for many threads. */
public final class StandInControl {
  private static final int REMEMBERED = 200;

  private final ConcurrentLinkedDeque<String> faults = new ConcurrentLinkedDeque<>();
  private final ConcurrentLinkedDeque<Seen> seen = new ConcurrentLinkedDeque<>();
  private final AtomicInteger remembered = new AtomicInteger();
  private final LongAdder requests = new LongAdder();
  private final LongAdder aborted = new LongAdder();
  private volatile boolean remembering;

  /** A request as it came. */
  public record Seen(String method, String path, String headers, String body) {}

  /**
   * The next {@code times} requests go wrong.
   *
   * @param fault as at the end of a model's name, such as {@code error-500} or {@code cut}
   */
  public void next(String fault, int times) {
    for (int i = 0; i < times; i++) {
      faults.add(fault);
    }
  }

  /** Keeps the last requests from now on. */
  public void remember() {
    remembering = true;
  }

  /** The requests kept, oldest first. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** How many requests came. */
  public long requests() {
    return requests.sum();
  }

  /** How many answers their receiver did not wait for. */
  public long aborted() {
    return aborted.sum();
  }

  @Nullable String take() {
    requests.increment();
    return faults.poll();
  }

  boolean remembering() {
    return remembering;
  }

  void note(Seen request) {
    seen.add(request);
    if (remembered.incrementAndGet() > REMEMBERED) {
      seen.poll();
    }
  }

  void abandoned() {
    aborted.increment();
  }
}
