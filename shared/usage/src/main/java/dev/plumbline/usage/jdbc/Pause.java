package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import java.util.concurrent.ThreadLocalRandom;

/** Waits a little between tries. */
final class Pause {
  private Pause() {}

  /** Waits this long and up to as much again, so that many who wait do not meet again. */
  static void millis(long millis) {
    try {
      Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Failure.StoreUnavailable(
          "The wait for the ledger was interrupted.", "Try again.", stopped);
    }
  }
}
