package dev.plumbline.control;

/**
 * Whose requests a budget or a limit counts.
 *
 * @param value such as the name of a department or the id of a key; {@link #EACH} counts every
 *     value of the level for itself
 */
public record Scope(Level level, String value) {
  /** Every value of the level for itself. */
  public static final String EACH = "*";

  /** Whether every value of the level counts for itself. */
  public boolean each() {
    return value.equals(EACH);
  }

  /** Whether a request of this subject counts. */
  public boolean covers(Subject subject) {
    String own = subject.value(level);
    return own != null && (each() || value.equals(own));
  }
}
