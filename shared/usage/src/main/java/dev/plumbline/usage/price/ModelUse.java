package dev.plumbline.usage.price;

import dev.plumbline.usage.UsageEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which model is used, when and by whom: what decides its prices.
 *
 * @param provider as its source names it; empty when only the model is known
 * @param model the model that answers
 * @param serviceTier such as {@code batch}, {@code flex} or {@code priority}; null for standard
 * @param department whose negotiated prices count; null for those of everyone
 * @param key the virtual key's public part, likewise
 */
public record ModelUse(
    String provider,
    String model,
    Instant time,
    @Nullable String serviceTier,
    @Nullable String department,
    @Nullable String key) {
  /** A model at list prices of the standard tier. */
  public static ModelUse of(String provider, String model, Instant time) {
    return new ModelUse(provider, model, time, null, null, null);
  }

  /** The use that an event records. */
  public static ModelUse of(UsageEvent event) {
    return new ModelUse(
        event.provider(),
        event.model(),
        event.time(),
        event.serviceTier(),
        event.attribution().department(),
        event.attribution().key());
  }

  /** The same in a service tier. */
  public ModelUse in(@Nullable String tier) {
    return new ModelUse(provider, model, time, tier, department, key);
  }

  /** The same of another model. */
  public ModelUse on(String otherProvider, String otherModel) {
    return new ModelUse(otherProvider, otherModel, time, serviceTier, department, key);
  }
}
