package dev.plumbline.control.guard.jdbc;

import static org.awaitility.Awaitility.await;

/** Somebody who asks for one thing, in a virtual thread. */
final class Caller {
  private final Together<String, Integer> together;
  private final Thread thread;
  private volatile Object outcome = "none";

  Caller(Together<String, Integer> together, String wanted) {
    this.together = together;
    this.thread = Thread.ofVirtual().start(() -> ask(wanted));
  }

  private void ask(String wanted) {
    Object end;
    try {
      end = together.ask(wanted);
    } catch (RuntimeException failed) {
      end = failed;
    }
    outcome = Thread.currentThread().isInterrupted() ? "interrupted, but " + end : end;
  }

  /** Itself, once it waits. */
  Caller waiting() {
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return this;
  }

  void interrupt() {
    thread.interrupt();
  }

  /** The answer or the failure. */
  Object outcome() throws InterruptedException {
    thread.join();
    return outcome;
  }
}
