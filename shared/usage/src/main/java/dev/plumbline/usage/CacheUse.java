package dev.plumbline.usage;

import org.jspecify.annotations.Nullable;

/**
 * What our response cache did for a request.
 *
 * @param outcome null where the source knows no response cache
 * @param similarity of the cached query to this one, 0 to 1, for semantic hits
 * @param entry the id of the cache entry that answered
 * @param ageSeconds how old that entry was
 */
public record CacheUse(
    @Nullable CacheOutcome outcome,
    @Nullable Double similarity,
    @Nullable String entry,
    @Nullable Long ageSeconds) {
  /** A source without a response cache. */
  public static final CacheUse NONE = new CacheUse(null, null, null, null);
}
