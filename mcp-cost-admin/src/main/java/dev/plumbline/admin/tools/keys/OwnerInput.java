package dev.plumbline.admin.tools.keys;

import dev.plumbline.control.VirtualKey;
import org.jspecify.annotations.Nullable;

/** Builds owners out of what a caller gave; blank text stands for nothing. */
final class OwnerInput {
  /** Stands for nobody. */
  static final String NONE = "none";

  private OwnerInput() {}

  static VirtualKey.Owner of(
      @Nullable String organisation,
      @Nullable String department,
      @Nullable String environment,
      @Nullable String project,
      @Nullable String task,
      @Nullable String user) {
    return new VirtualKey.Owner(
        text(organisation),
        text(department),
        text(environment),
        text(project),
        text(task),
        text(user));
  }

  /**
   * What was given, else what was there; {@link #NONE} clears it, as the host takes blank texts for
   * absent ones.
   */
  static @Nullable String or(@Nullable String given, @Nullable String before) {
    if (given == null) {
      return before;
    }
    return given.strip().equalsIgnoreCase(NONE) ? null : text(given);
  }

  private static @Nullable String text(@Nullable String given) {
    return given == null || given.isBlank() ? null : given.strip();
  }
}
