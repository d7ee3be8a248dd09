package dev.plumbline.usage.source.http;

import java.time.Duration;

/** How a thread waits. */
public interface Pauses {
  /** Sleeps. */
  Pauses SLEEP = Thread::sleep;

  /** Returns after a while. */
  void pause(Duration length) throws InterruptedException;
}
