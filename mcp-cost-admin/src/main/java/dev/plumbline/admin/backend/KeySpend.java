package dev.plumbline.admin.backend;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a key has spent, in US dollars; null where the system does not tell.
 *
 * @param today since midnight
 * @param week in the last seven days
 * @param month in this calendar month
 * @param total ever
 * @param lastUsed the time of its last request
 */
public record KeySpend(
    @Nullable BigDecimal today,
    @Nullable BigDecimal week,
    @Nullable BigDecimal month,
    @Nullable BigDecimal total,
    @Nullable Instant lastUsed) {
  /** Nothing known. */
  public static final KeySpend UNKNOWN = new KeySpend(null, null, null, null, null);
}
