package dev.plumbline.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of the set-up.
 *
 * @param kind such as {@code budget}
 * @param before its JSON before, without secrets; null when it was added
 * @param after its JSON after, without secrets; null when it was deleted
 */
public record AuditEntry(
    Instant time,
    String actor,
    String kind,
    String id,
    @Nullable String before,
    @Nullable String after,
    long revision) {}
