package dev.plumbline.usage;

import org.jspecify.annotations.Nullable;

/** The texts of a request, kept only where that was switched on. */
public record Content(@Nullable String prompt, @Nullable String answer) {
  /** Not kept. */
  public static final Content NONE = new Content(null, null);
}
