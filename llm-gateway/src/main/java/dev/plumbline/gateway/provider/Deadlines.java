package dev.plumbline.gateway.provider;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Call;
import okhttp3.Response;

/**
 * Looks at all calls under way again and again, and ends those whose time is over. With thousands
 * of calls that costs less than timers of their own, which all wait for one lock.
 */
final class Deadlines implements AutoCloseable {
  private static final long PACE = Duration.ofMillis(10).toNanos();

  private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
  private final Thread looking = Thread.ofPlatform().daemon().name("deadlines").start(this::look);
  private volatile boolean idle;
  private volatile boolean closed;

  /**
   * Makes a call in its time.
   *
   * @throws java.io.InterruptedIOException when the time is over
   */
  Response execute(Call call, Deadline deadline) throws IOException {
    open.add(deadline);
    if (idle) {
      LockSupport.unpark(looking);
    }
    boolean answered = false;
    try {
      Response response = call.execute();
      answered = true;
      return response;
    } catch (IOException broken) {
      throw deadline.explained(broken);
    } finally {
      if (!answered) {
        forget(deadline);
      }
    }
  }

  /** Its call is over. */
  void forget(Deadline deadline) {
    open.remove(deadline);
  }

  private void look() {
    while (!closed) {
      if (open.isEmpty()) {
        idle = true;
        if (open.isEmpty()) {
          LockSupport.park(this);
        }
        idle = false;
      } else {
        LockSupport.parkNanos(this, PACE);
        long now = System.nanoTime();
        open.forEach(deadline -> deadline.look(now));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(looking);
  }
}
