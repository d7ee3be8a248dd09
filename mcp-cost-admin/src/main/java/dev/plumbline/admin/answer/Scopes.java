package dev.plumbline.admin.answer;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** Reads whose requests are meant. */
public final class Scopes {
  private Scopes() {}

  /**
   * Whose requests are meant; a key may be given by its name.
   *
   * @param value null for each value of the level
   */
  public static Scope of(ControlBackend backend, Level level, @Nullable String value) {
    if (value == null || value.strip().equals(Scope.EACH)) {
      return new Scope(level, Scope.EACH);
    }
    if (value.isBlank()) {
      throw new Failure.InvalidInput(
          "value is blank.", "Name a " + level.label() + ", or leave it out for each.");
    }
    return new Scope(level, level == Level.KEY ? Keys.find(backend, value).id() : value.strip());
  }
}
