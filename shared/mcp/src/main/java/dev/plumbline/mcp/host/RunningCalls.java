package dev.plumbline.mcp.host;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The calls in progress, so that a client can cancel one. Thread-safe. */
final class RunningCalls {
  private record Key(String session, String request) {}

  private static final class Running {
    private final Thread thread = Thread.currentThread();
    private boolean shielded;

    private synchronized void interrupt() {
      if (!shielded) {
        thread.interrupt();
      }
    }

    private synchronized void shield() {
      shielded = true;
    }
  }

  private final Map<Key, Running> running = new ConcurrentHashMap<>();

  /** Registers the current thread; close the result when the call has ended. */
  Handle begin(String session, Object requestId) {
    Key key = new Key(session, String.valueOf(requestId));
    Running call = new Running();
    running.put(key, call);
    return new Handle() {
      @Override
      public void shield() {
        call.shield();
      }

      @Override
      public void close() {
        running.remove(key, call);
        call.shield();
        Thread.interrupted();
      }
    };
  }

  void cancel(String session, Object requestId) {
    Running call = running.get(new Key(session, String.valueOf(requestId)));
    if (call != null) {
      call.interrupt();
    }
  }

  /** One call in progress. */
  interface Handle extends AutoCloseable {
    /** From now on the call is not interrupted. */
    void shield();

    @Override
    void close();
  }
}
