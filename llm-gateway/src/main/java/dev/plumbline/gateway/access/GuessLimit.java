package dev.plumbline.gateway.access;

import dev.plumbline.gateway.call.CallRefused;
import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** So many wrong keys a minute for each address; remembers the addresses that failed last. */
public final class GuessLimit implements Access.Guessing {
  private static final int MOST_ADDRESSES = 10_000;
  private static final int NETWORK_BYTES = 8;

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
    Bucket bucket = find(counted(peer));
    if (bucket != null && bucket.getAvailableTokens() == 0) {
      throw new CallRefused(
          429,
          "too_many_wrong_keys",
          "More than %d wrong API keys a minute came from this address. Wait a minute."
              .formatted(perMinute),
          Access.after(60));
    }
  }

  /** An IPv6 address stands for its /64 network, of which one client has all addresses. */
  private static String counted(String peer) {
    if (peer.indexOf(':') < 0) {
      return peer;
    }
    String plain = peer.replaceAll("[\\[\\]]|%.*", "");
    try {
      byte[] address = InetAddress.ofLiteral(plain).getAddress();
      return address.length <= NETWORK_BYTES
          ? InetAddress.ofLiteral(plain).getHostAddress()
          : HexFormat.of().formatHex(address, 0, NETWORK_BYTES);
    } catch (IllegalArgumentException noAddress) {
      return peer;
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
      failures.computeIfAbsent(counted(peer), _ -> bucket()).tryConsume(1);
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
