package dev.plumbline.gateway.admin;

import dev.plumbline.control.Actor;
import dev.plumbline.control.ControlStore;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.remote.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does what an idempotency key stands for once, whichever gateway of a store is asked, and gives
 * its answer again for a day. Answers hold new keys, so they are kept sealed: only the token and
 * idempotency key that got one open it.
 */
final class Repeats {
  private static final Logger LOG = LoggerFactory.getLogger(Repeats.class);
  private static final int LOCKS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Longer than any request takes; a gateway that was killed keeps its claims as long. */
  private static final Duration CLAIMS_LAST = Duration.ofMinutes(2);

  private final ControlStore store;
  private final ReentrantLock[] locks =
      IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  Repeats(ControlStore store) {
    this.store = store;
  }

  /**
   * One request that may be sent again.
   *
   * @param key the idempotency key
   * @param bearer the token that it came with
   * @param print what tells it from another request
   */
  record Request(Actor actor, String key, String bearer, String print) {
    Request {
      if (key.isBlank() || key.length() > 200 || !key.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
        throw new Failure.InvalidInput(
            "The header Idempotency-Key is not usable.",
            "Send 1 to 200 letters, digits and signs, such as a random UUID.");
      }
    }

    /** Under which it is kept; does not tell the key. */
    String name() {
      return Seal.digest("name\n" + key);
    }

    private Seal seal() {
      return new Seal("answer\n" + bearer + "\n" + key);
    }
  }

  /** Runs it, or gives the answer that it got before. */
  Answer once(Request request, Supplier<Answer> run) {
    ReentrantLock lock = locks[Math.floorMod(request.name().hashCode(), LOCKS)];
    lock.lock();
    try {
      return claimed(request, run);
    } finally {
      lock.unlock();
    }
  }

  /** The same while no other gateway with this store does. */
  private Answer claimed(Request request, Supplier<Answer> run) {
    String holder = UUID.randomUUID().toString();
    claim(request, holder);
    try {
      Optional<String> before = store.answered(request.actor(), request.name());
      if (before.isPresent()) {
        return read(request, before.get());
      }
      Answer answer = run.get();
      keep(request, answer);
      return answer;
    } finally {
      release(request, holder);
    }
  }

  private void claim(Request request, String holder) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!store.claim(request.actor(), request.name(), holder, CLAIMS_LAST)) {
      if (System.nanoTime() > until) {
        throw underWay();
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw underWay();
      }
    }
  }

  private void release(Request request, String holder) {
    try {
      store.release(request.actor(), request.name(), holder);
    } catch (Failure.StoreUnavailable down) {
      LOG.warn("The claim of an idempotency key could not be ended: {}", down.getMessage());
    }
  }

  private static Refused underWay() {
    return new Refused(
        409,
        "request_under_way",
        "The request of this idempotency key is still being carried out.",
        "Send it again with the same key in a moment.",
        Map.of("retry-after", "5"));
  }

  private static Answer read(Request request, String sealed) {
    String text =
        request.seal().open(sealed).orElseThrow(() -> reused("came with another token before"));
    JsonNode json = WireJson.parse(text.getBytes(StandardCharsets.UTF_8));
    if (!json.path("request").asString("").equals(request.print())) {
      throw reused("came with another request before");
    }
    Map<String, String> headers = new TreeMap<>();
    json.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString()));
    return new Answer(json.path("status").asInt(), new TreeMap<>(headers), json.path("body"))
        .with("idempotent-replayed", "true");
  }

  private static Refused reused(String how) {
    return new Refused(
        409,
        "idempotency_key_reused",
        "This idempotency key " + how + ".",
        "Send a new one with each new request.");
  }

  /** What is done is done: that it cannot be kept is no reason to answer with an error. */
  private void keep(Request request, Answer answer) {
    ObjectNode json = WireJson.object().put("request", request.print());
    json.put("status", answer.status());
    answer.headers().forEach(json.putObject("headers")::put);
    json.set("body", answer.body());
    String text = new String(WireJson.bytes(json), StandardCharsets.UTF_8);
    try {
      store.answer(request.actor(), request.name(), request.seal().close(text));
    } catch (Failure.StoreUnavailable down) {
      LOG.warn("The answer of an idempotency key could not be kept: {}", down.getMessage());
    }
  }
}
