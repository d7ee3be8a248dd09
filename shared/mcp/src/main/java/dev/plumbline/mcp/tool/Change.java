package dev.plumbline.mcp.tool;

/**
 * A tool that changes something: it first says exactly what would change, and the host applies that
 * plan only when the client has confirmed it.
 */
public non-sealed interface Change<I extends Record, O extends Record> extends Tool<I, O> {
  /**
   * Works out what would change, without changing it.
   *
   * @throws dev.plumbline.kernel.Failure when the change is not possible
   */
  Plan<O> plan(I input, Call call);

  /** Whether a client may still cancel while the change is being made, without harm. */
  default boolean isCancellable() {
    return false;
  }
}
