package dev.plumbline.usage;

import dev.plumbline.kernel.TokenCounts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gathers what is known about one event. */
public final class UsageEventBuilder {
  private final String id;
  private final Instant time;
  private final String provider;
  private final String model;
  private final String source;
  private @Nullable String requestedModel;
  private Operation operation = Operation.CHAT;
  private long requests = 1;
  private Attribution attribution = Attribution.NONE;
  private TokenCounts tokens = TokenCounts.NONE;
  private Extras extras = Extras.NONE;
  private Charge charge = Charge.UNKNOWN;
  private CacheUse cache = CacheUse.NONE;
  private Delivery delivery = Delivery.OK;
  private Trial trial = Trial.NONE;
  private @Nullable String serviceTier;
  private @Nullable String batch;
  private @Nullable String dataLocation;
  private Content content = Content.NONE;

  UsageEventBuilder(String id, Instant time, String provider, String model, String source) {
    this.id = id;
    this.time = time;
    this.provider = provider;
    this.model = model;
    this.source = source;
  }

  public UsageEventBuilder requestedModel(@Nullable String value) {
    requestedModel = value;
    return this;
  }

  public UsageEventBuilder operation(Operation value) {
    operation = value;
    return this;
  }

  public UsageEventBuilder requests(long value) {
    requests = value;
    return this;
  }

  public UsageEventBuilder attribution(Attribution value) {
    attribution = value;
    return this;
  }

  public UsageEventBuilder tokens(TokenCounts value) {
    tokens = value;
    return this;
  }

  public UsageEventBuilder extras(Extras value) {
    extras = value;
    return this;
  }

  public UsageEventBuilder charge(Charge value) {
    charge = value;
    return this;
  }

  public UsageEventBuilder cache(CacheUse value) {
    cache = value;
    return this;
  }

  public UsageEventBuilder delivery(Delivery value) {
    delivery = value;
    return this;
  }

  public UsageEventBuilder trial(Trial value) {
    trial = value;
    return this;
  }

  public UsageEventBuilder serviceTier(@Nullable String value) {
    serviceTier = value;
    return this;
  }

  public UsageEventBuilder batch(@Nullable String value) {
    batch = value;
    return this;
  }

  public UsageEventBuilder dataLocation(@Nullable String value) {
    dataLocation = value;
    return this;
  }

  public UsageEventBuilder content(Content value) {
    content = value;
    return this;
  }

  /** The event. */
  public UsageEvent build() {
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
