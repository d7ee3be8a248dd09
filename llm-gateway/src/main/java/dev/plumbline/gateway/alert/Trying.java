package dev.plumbline.gateway.alert;

import org.jspecify.annotations.Nullable;

/** Does things of which each may fail without keeping the others from being done. */
final class Trying {
  private @Nullable RuntimeException first;

  void run(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException failed) {
      if (first == null) {
        first = failed;
      } else {
        first.addSuppressed(failed);
      }
    }
  }

  /** Throws what went wrong first. */
  void end() {
    if (first != null) {
      throw first;
    }
  }
}
