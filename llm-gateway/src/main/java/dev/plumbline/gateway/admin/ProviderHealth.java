package dev.plumbline.gateway.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one target of requests does.
 *
 * @param breaker its circuit breaker: {@code closed}, {@code open} or {@code half_open}
 * @param failurePercent of its last calls; null while those are too few to tell
 * @param lastError what went wrong last; null when nothing did
 * @param lastErrorTime when that was
 */
public record ProviderHealth(
    String provider,
    String model,
    String breaker,
    @Nullable Double failurePercent,
    @Nullable String lastError,
    @Nullable Instant lastErrorTime) {}
