package dev.plumbline.usage;

import org.jspecify.annotations.Nullable;

/**
 * How a request was answered.
 *
 * @param latencyMillis from the request to the end of the answer; null when unknown
 * @param firstTokenMillis from the request to the first token; null when unknown or not streamed
 * @param errorKind such as {@code rate_limit}, {@code timeout} or {@code budget}
 * @param attempts upstream attempts made, at least 1
 * @param fallbackFrom the model first tried, when another one answered
 */
public record Delivery(
    Status status,
    @Nullable Long latencyMillis,
    @Nullable Long firstTokenMillis,
    @Nullable String errorKind,
    int attempts,
    @Nullable String fallbackFrom) {
  /** Answered, nothing else known. */
  public static final Delivery OK = new Delivery(Status.OK, null, null, null, 1, null);
}
