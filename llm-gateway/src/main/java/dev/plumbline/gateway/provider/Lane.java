package dev.plumbline.gateway.provider;

import java.time.Duration;
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
  private final Map<Duration, OkHttpClient> byConnectTime = new ConcurrentHashMap<>();
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

  /** All share one pool; the time for connecting only takes a light copy. */
  OkHttpClient client(Duration connect) {
    OkHttpClient known = byConnectTime.get(connect);
    if (known != null) {
      return known;
    }
    if (byConnectTime.size() >= MOST_CLIENTS) {
      byConnectTime.clear();
    }
    return byConnectTime.computeIfAbsent(connect, this::limited);
  }

  /** All other limits are kept by {@link Deadlines}. */
  private OkHttpClient limited(Duration connect) {
    return base.get()
        .newBuilder()
        .connectionPool(pool)
        .dispatcher(dispatcher)
        .connectTimeout(connect)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .callTimeout(Duration.ZERO)
        .build();
  }

  void close() {
    dispatcher.cancelAll();
    pool.evictAll();
  }
}
