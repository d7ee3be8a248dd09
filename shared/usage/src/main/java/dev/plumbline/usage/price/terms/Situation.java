package dev.plumbline.usage.price.terms;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances that decide which terms hold.
 *
 * @param providers the provider as its source names it and as the catalog does, in lower case
 * @param models the model in the same two ways
 * @param tier the service tier, in lower case; {@link ServiceTiers#STANDARD} where none was asked
 */
public record Situation(
    Set<String> providers,
    Set<String> models,
    Instant time,
    String tier,
    @Nullable String department,
    @Nullable String key) {
  /** A name in lower case, as terms compare it. */
  public static String lower(String name) {
    return name.toLowerCase(Locale.ROOT).strip();
  }
}
