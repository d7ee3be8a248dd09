package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.Level;
import dev.plumbline.control.VirtualKey;
import org.jspecify.annotations.Nullable;

/** What a key's own requests are charged to. */
final class Owners {
  private Owners() {}

  /** Its value of a level; null where it has none, or where requests decide. */
  static @Nullable String value(ManagedKey key, Level level) {
    VirtualKey.Owner owner = key.plan().owner();
    return switch (level) {
      case ORGANISATION -> owner.organisation();
      case DEPARTMENT -> owner.department();
      case ENVIRONMENT -> owner.environment();
      case PROJECT -> owner.project();
      case TASK -> owner.task();
      case USER -> owner.user();
      case KEY -> key.id();
      case MODEL -> null;
    };
  }
}
