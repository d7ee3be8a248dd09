package dev.plumbline.usage.sample;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Status;
import org.jspecify.annotations.Nullable;

/** How single requests go: their tokens, how long they take, what fails. */
final class Requests {
  private static final double FAILURE = 0.012;
  private static final double OUTAGE_FAILURE = 0.75;
  private static final double BLOCKED = 0.003;
  private static final double INTERRUPTED = 0.004;
  private static final double RETRIED = 0.02;
  private static final double CACHED_PREFIX = 0.88;
  private static final double HOUR_CACHE = 0.25;

  private final Chance chance;

  Requests(Chance chance) {
    this.chance = chance;
  }

  /** How a request was answered, by which model, with which tokens. */
  record Answer(Model model, TokenCounts tokens, Delivery delivery) {
    boolean ok() {
      return delivery.status() == Status.OK;
    }
  }

  Answer answer(Model asked, Workload workload, double length, CacheUse cache, boolean outage) {
    TokenCounts tokens = tokens(asked, workload, length);
    if (cache.outcome() != CacheOutcome.MISS && cache.outcome() != CacheOutcome.BYPASS) {
      long millis = 8L + chance.below(40);
      return new Answer(asked, tokens, new Delivery(Status.OK, millis, millis, null, 1, null));
    }
    if (chance.of(BLOCKED)) {
      return new Answer(
          asked, TokenCounts.NONE, new Delivery(Status.BLOCKED, 3L, null, "budget", 1, null));
    }
    if (chance.of(outage ? OUTAGE_FAILURE : FAILURE)) {
      return failed(asked, tokens, outage);
    }
    if (chance.of(INTERRUPTED)) {
      TokenCounts cut = withOutput(tokens, tokens.output() / 3);
      return new Answer(asked, cut, delivery(Status.INTERRUPTED, asked, cut, "client", 1, null));
    }
    int attempts = chance.of(RETRIED) ? 2 + chance.below(2) : 1;
    return new Answer(asked, tokens, delivery(Status.OK, asked, tokens, null, attempts, null));
  }

  /** Half of them are saved by another model, a few of the others were charged for. */
  private Answer failed(Model asked, TokenCounts tokens, boolean outage) {
    if (asked != Model.EMBEDDING && chance.of(outage ? 0.6 : 0.5)) {
      Model other = asked.standIn();
      TokenCounts uncached = new TokenCounts(tokens.input(), 0, 0, 0, tokens.output(), 0);
      return new Answer(other, uncached, delivery(Status.OK, other, uncached, null, 3, asked.id));
    }
    boolean timeout = chance.of(0.3);
    String kind = timeout ? "timeout" : outage || chance.of(0.4) ? "server_error" : "rate_limit";
    long millis = timeout ? 60_000 : 200L + chance.below(900);
    TokenCounts charged = timeout ? withOutput(tokens, 0) : TokenCounts.NONE;
    return new Answer(
        asked, charged, new Delivery(Status.ERROR, millis, null, kind, timeout ? 2 : 3, null));
  }

  private static TokenCounts withOutput(TokenCounts tokens, long output) {
    return new TokenCounts(
        tokens.uncachedInput(),
        tokens.cacheRead(),
        tokens.cacheWrite5m(),
        tokens.cacheWrite1h(),
        output,
        0);
  }

  private TokenCounts tokens(Model model, Workload workload, double length) {
    long prompt = Math.round(workload.prompt() * length * chance.around(0.35));
    long answer =
        workload.answer() == 0 ? 0 : 1 + Math.round(workload.answer() * chance.around(0.4));
    long reasoning = model == Model.FLASH ? answer / 4 : 0;
    long prefix = workload.prefix();
    if (!workload.promptCache()) {
      return new TokenCounts(prefix + prompt, 0, 0, 0, answer, reasoning);
    }
    if (chance.of(CACHED_PREFIX)) {
      return new TokenCounts(prompt, prefix, 0, 0, answer, reasoning);
    }
    if (!model.provider.equals("anthropic")) {
      return new TokenCounts(prefix + prompt, 0, 0, 0, answer, reasoning);
    }
    boolean hour = chance.of(HOUR_CACHE);
    return new TokenCounts(prompt, 0, hour ? 0 : prefix, hour ? prefix : 0, answer, reasoning);
  }

  private Delivery delivery(
      Status status,
      Model model,
      TokenCounts tokens,
      @Nullable String kind,
      int attempts,
      @Nullable String fallbackFrom) {
    double slow = chance.around(0.3);
    long first = Math.round((model.firstTokenMillis + tokens.input() / 40.0) * slow);
    long last = first + Math.round(tokens.output() * model.millisPerToken * chance.around(0.2));
    long waited = (attempts - 1) * 700L;
    return new Delivery(status, waited + last, waited + first, kind, attempts, fallbackFrom);
  }
}
