package dev.plumbline.control;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request did cost.
 *
 * @param id of the request
 * @param time the request's own time, which decides its budgets' windows
 * @param cost in US dollars; null when no price is known, zero when nothing was sent
 * @param tokens all tokens used
 */
public record Settlement(
    String id, Instant time, Subject subject, @Nullable BigDecimal cost, long tokens) {}
