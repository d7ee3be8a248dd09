package dev.plumbline.gateway.call;

import dev.plumbline.control.Provider.Dialect;

/** Writes errors in an application's own dialect. */
public interface CallErrors {
  /**
   * The JSON body of an error.
   *
   * @param code stable, such as {@code budget_exceeded}
   * @param message what went wrong and what to do next
   */
  byte[] body(Dialect dialect, int httpStatus, String code, String message);
}
