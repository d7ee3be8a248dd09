package dev.plumbline.usage.price;

import org.jspecify.annotations.Nullable;

/**
 * What the same usage costs on one of several models.
 *
 * @param estimate null when it has no price there
 * @param problem why there is none; null where there is one
 */
public record Comparison(
    String provider, String model, @Nullable Estimate estimate, @Nullable String problem) {}
