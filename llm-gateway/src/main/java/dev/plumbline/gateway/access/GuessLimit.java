package dev.plumbline.gateway.access;

import dev.plumbline.gateway.call.CallRefused;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** So many wrong keys a minute for each address; remembers the addresses that failed last. */
public final class GuessLimit implements Access.Guessing {
  private static final int MOST_ADDRESSES = 10_000;

  private final int perMinute;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Bucket> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /** Allows so many failures a minute. */
  public GuessLimit(int perMinute) {
    this.perMinute = perMinute;
  }

  @Override
  public void check(String peer) {
    Bucket bucket = find(peer);
    if (bucket != null && bucket.getAvailableTokens() == 0) {
      throw new CallRefused(
          429,
          "too_many_wrong_keys",
          "More than %d wrong API keys a minute came from this address. Wait a minute."
              .formatted(perMinute),
          Access.after(60));
    }
  }

  private @Nullable Bucket find(String peer) {
    lock.lock();
    try {
      return failures.isEmpty() ? null : failures.get(peer);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void failed(String peer) {
    lock.lock();
    try {
      failures.computeIfAbsent(peer, _ -> bucket()).tryConsume(1);
    } finally {
      lock.unlock();
    }
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .build();
  }
}
