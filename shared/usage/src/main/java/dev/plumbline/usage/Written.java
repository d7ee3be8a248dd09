package dev.plumbline.usage;

/**
 * What came of writing events.
 *
 * @param added events that were new
 * @param known events that the ledger had already; they were left as they are
 */
public record Written(long added, long known) {
  /** Both together. */
  public Written plus(Written other) {
    return new Written(added + other.added, known + other.known);
  }
}
