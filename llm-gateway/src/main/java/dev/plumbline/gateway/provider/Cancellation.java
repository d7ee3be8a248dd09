package dev.plumbline.gateway.provider;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** Ends what is under way for a client that has gone away; safe for many threads. */
public final class Cancellation {
  private final CountDownLatch requested = new CountDownLatch(1);
  private final AtomicReference<@Nullable Call> underWay = new AtomicReference<>();

  /** Ends the call under way, and every later one at once. */
  public void cancel() {
    requested.countDown();
    Call call = underWay.get();
    if (call != null) {
      call.cancel();
    }
  }

  /** Whether it was asked for. */
  public boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits; true when it was asked for meanwhile. */
  public boolean await(Duration time) {
    try {
      return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      cancel();
      return true;
    }
  }

  /** A call that is over; its connection may serve another one already. */
  void forget(Call call) {
    underWay.compareAndSet(call, null);
  }

  void watch(Call call) {
    underWay.set(call);
    if (requested()) {
      call.cancel();
    }
  }
}
