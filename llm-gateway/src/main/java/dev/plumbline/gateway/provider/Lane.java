package dev.plumbline.gateway.provider;

import dev.plumbline.control.Route.Timeouts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** One pool of connections, kept small because the client searches it from end to end. */
final class Lane {
  private static final int MOST_CLIENTS = 1_000;

  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<Timeouts, OkHttpClient> byTimeouts = new ConcurrentHashMap<>();
  private final ConnectionPool pool;
  private final Dispatcher dispatcher = new Dispatcher();
  private final Supplier<OkHttpClient> base;

  /**
   * A pool of its own.
   *
   * @param base whose settings and trusted certificates it shares
   */
  Lane(Supplier<OkHttpClient> base, int calls) {
    this.base = base;
    this.pool = new ConnectionPool(calls, 60, TimeUnit.SECONDS);
  }

  /** Whether a call may go here while there are fewer than {@code most}; {@link #leave} ends it. */
  boolean enter(int most) {
    int calls = underWay.get();
    while (calls < most) {
      if (underWay.compareAndSet(calls, calls + 1)) {
        return true;
      }
      calls = underWay.get();
    }
    return false;
  }

  void leave() {
    underWay.decrementAndGet();
  }

  /** All share one pool; a route's time limits only take a light copy. */
  OkHttpClient client(Timeouts timeouts) {
    OkHttpClient known = byTimeouts.get(timeouts);
    if (known != null) {
      return known;
    }
    if (byTimeouts.size() >= MOST_CLIENTS) {
      byTimeouts.clear();
    }
    return byTimeouts.computeIfAbsent(timeouts, this::limited);
  }

  /** Every timer costs all calls a little, so none is set that another one makes needless. */
  private OkHttpClient limited(Timeouts times) {
    boolean whole = times.firstToken().compareTo(times.total()) >= 0;
    return base.get()
        .newBuilder()
        .connectionPool(pool)
        .dispatcher(dispatcher)
        .connectTimeout(times.connect())
        .readTimeout(whole ? 0 : times.firstToken().toMillis(), TimeUnit.MILLISECONDS)
        .writeTimeout(0, TimeUnit.MILLISECONDS)
        .callTimeout(times.total())
        .build();
  }

  void close() {
    dispatcher.cancelAll();
    pool.evictAll();
  }
}
