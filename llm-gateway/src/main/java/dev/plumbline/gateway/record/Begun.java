package dev.plumbline.gateway.record;

import dev.plumbline.control.Subject;
import dev.plumbline.usage.Operation;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that is about to be sent on.
 *
 * @param provider it will be sent to first
 * @param model it will ask for first
 * @param cost held for it, the worst case; null when it cannot be priced
 * @param inputTokens counted
 */
public record Begun(
    String id,
    Instant time,
    Subject subject,
    Operation operation,
    String provider,
    String model,
    @Nullable BigDecimal cost,
    long inputTokens) {}
