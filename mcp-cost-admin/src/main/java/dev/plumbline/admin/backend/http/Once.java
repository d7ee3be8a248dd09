package dev.plumbline.admin.backend.http;

import dev.plumbline.kernel.Failure;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes something once, although the answer to the request may get lost: before it asks again, it
 * looks for what the request before may have made.
 */
public final class Once {
  private static final int TRIES = 3;

  private Once() {}

  /**
   * Makes something.
   *
   * @param making asks for it; a {@link Failure.Upstream} leaves open whether it was made
   * @param made what an earlier try made, usable or removed again; empty when there is nothing
   */
  public static <T> T make(Supplier<T> making, Supplier<Optional<T>> made) {
    for (int tries = 1; ; tries++) {
      try {
        return making.get();
      } catch (Failure.Upstream lost) {
        Optional<T> found = made.get();
        if (found.isPresent()) {
          return found.get();
        }
        if (tries == TRIES) {
          throw lost;
        }
      }
    }
  }
}
