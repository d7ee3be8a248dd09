package dev.plumbline.usage;

import dev.plumbline.kernel.TokenCounts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One LLM request, or one line of a bill, as the ledger keeps it.
 *
 * @param id unique and stable: the same request read again from its source has the same id
 * @param time when the request started
 * @param provider such as {@code anthropic}
 * @param model the model that answered
 * @param requestedModel the model asked for, when another one answered
 * @param requests how many requests this stands for: 1, or more in a line of a bill
 * @param serviceTier such as {@code batch}, {@code flex} or {@code priority}; null for standard
 * @param dataLocation where the provider processed the data, such as {@code eu}
 * @param source where the ledger has it from, such as {@code gateway} or {@code claude-code}
 */
public record UsageEvent(
    String id,
    Instant time,
    String provider,
    String model,
    @Nullable String requestedModel,
    Operation operation,
    long requests,
    Attribution attribution,
    TokenCounts tokens,
    Extras extras,
    Charge charge,
    CacheUse cache,
    Delivery delivery,
    Trial trial,
    @Nullable String serviceTier,
    @Nullable String batch,
    @Nullable String dataLocation,
    String source,
    Content content) {
  /** Starts an event of which only this much must be known. */
  public static UsageEventBuilder of(
      String id, Instant time, String provider, String model, String source) {
    return new UsageEventBuilder(id, time, provider, model, source);
  }

  /** The same event with another charge, as re-pricing makes it. */
  public UsageEvent withCharge(Charge other) {
    return new UsageEvent(
        id,
        time,
        provider,
        model,
        requestedModel,
        operation,
        requests,
        attribution,
        tokens,
        extras,
        other,
        cache,
        delivery,
        trial,
        serviceTier,
        batch,
        dataLocation,
        source,
        content);
  }

  /** The same event charged to somebody else. */
  public UsageEvent withAttribution(Attribution other) {
    return new UsageEvent(
        id,
        time,
        provider,
        model,
        requestedModel,
        operation,
        requests,
        other,
        tokens,
        extras,
        charge,
        cache,
        delivery,
        trial,
        serviceTier,
        batch,
        dataLocation,
        source,
        content);
  }
}
