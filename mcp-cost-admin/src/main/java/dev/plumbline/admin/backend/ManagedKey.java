package dev.plumbline.admin.backend;

import dev.plumbline.control.VirtualKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A key of an administered system; never with its secret.
 *
 * @param id by which the system knows it; safe to show
 * @param plan what it is for and may do
 * @param created null when the system does not tell
 * @param version of this state, for changes that must not overwrite others'; 0 when the system has
 *     none
 */
public record ManagedKey(
    String id, KeyPlan plan, State state, @Nullable Instant created, long version) {

  /** Whether a key lets in. */
  public enum State {
    ACTIVE,
    BLOCKED,
    EXPIRED,
    /** Its own budget is used up. */
    EXHAUSTED,
    REVOKED;

    /** Its name in answers. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a key is for and may do.
   *
   * @param models allowed; empty for all
   * @param providers allowed; empty for all
   * @param expires null for never
   */
  public record KeyPlan(
      String name,
      VirtualKey.Owner owner,
      List<String> models,
      List<String> providers,
      @Nullable Instant expires,
      SortedMap<String, String> metadata) {
    public KeyPlan {
      models = List.copyOf(models);
      providers = List.copyOf(providers);
      metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }
  }
}
