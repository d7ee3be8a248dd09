package dev.plumbline.gateway.alert;

import org.jspecify.annotations.Nullable;

/**
 * A model of a provider that requests were sent to.
 *
 * @param down whether its circuit breaker lets none through now
 * @param lastError what went wrong last; null when nothing did
 */
public record Target(String provider, String model, boolean down, @Nullable String lastError) {}
