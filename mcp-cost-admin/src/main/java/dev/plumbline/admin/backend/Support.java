package dev.plumbline.admin.backend;

/** How far a system has an ability. */
public sealed interface Support {
  /** Wholly. */
  record Full() implements Support {}

  /**
   * With bounds.
   *
   * @param bounds a sentence that states them
   */
  record Partly(String bounds) implements Support {}

  /**
   * Not at all.
   *
   * @param instead a sentence that says what can be done instead
   */
  record None(String instead) implements Support {}
}
