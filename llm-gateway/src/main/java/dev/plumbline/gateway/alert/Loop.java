package dev.plumbline.gateway.alert;

import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a thread of its own, whatever goes wrong. */
final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  private final Duration every;
  private final Runnable step;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile String trouble = "";

  Loop(String name, Duration every, Runnable step) {
    this.every = every;
    this.step = step;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** What went wrong the last time; empty when nothing did. */
  String trouble() {
    return trouble;
  }

  private void run() {
    boolean running = true;
    while (running) {
      try {
        running = !closed.await((trouble.isEmpty() ? every : AFTER_TROUBLE).toNanos(), TimeUnit.NANOSECONDS);
        if (running) {
          step.run();
          trouble = "";
        }
      } catch (InterruptedException stopped) {
        running = false;
      } catch (Failure.StoreUnavailable down) {
        told(down.text(), down);
      } catch (RuntimeException failed) {
        told("Alerts failed: " + failed.getClass().getSimpleName() + ".", failed);
      }
    }
  }

  private void told(String now, RuntimeException why) {
    if (!now.equals(trouble)) {
      LOG.warn("{}", now, why instanceof Failure ? null : why);
    }
    trouble = now;
  }

  /** Waits for the step under way. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (!thread.join(Duration.ofSeconds(20))) {
        thread.interrupt();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
