package dev.plumbline.control;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How answers to one type of task are cached.
 *
 * @param id the task type, or {@link #EVERY_TASK} for those without a policy of their own
 * @param similarity how alike two requests must be for {@code SEMANTIC}, more than 0 and at most 1
 * @param timeToLive how long an answer is kept
 * @param purged answers made before are not used any more; null when none ever were purged
 */
public record CachePolicy(
    String id,
    Mode mode,
    BigDecimal similarity,
    Duration timeToLive,
    @Nullable Instant purged,
    long version)
    implements Entry {
  /** The id of the policy for all other tasks. */
  public static final String EVERY_TASK = "*";

  /** Which requests get a cached answer. */
  public enum Mode {
    /** None. */
    OFF,
    /** Those that are the same in every field that matters. */
    EXACT,
    /** Those that mean the same, too. */
    SEMANTIC;

    /** Its name in files, in the admin API and in answers. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
