package dev.plumbline.gateway.call;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Extras;
import org.jspecify.annotations.Nullable;

/**
 * What an answer used.
 *
 * @param estimated whether it was counted here, because the provider gave no figures or the answer
 *     was cut
 * @param model the model that the provider says answered; null when it says nothing
 * @param serviceTier the tier that the provider says it used; null for standard
 */
public record Metered(
    TokenCounts tokens,
    Extras extras,
    boolean estimated,
    @Nullable String model,
    @Nullable String serviceTier) {
  /** Nothing was used. */
  public static final Metered NOTHING =
      new Metered(TokenCounts.NONE, Extras.NONE, false, null, null);
}
