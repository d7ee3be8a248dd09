package dev.plumbline.admin.setup;

import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Subject;
import dev.plumbline.control.VirtualKey;

/** Which budgets and limits count the requests of a key. */
final class Shared {
  private Shared() {}

  /** Whether a scope counts every request of keys of an owner. */
  static boolean counts(Scope scope, VirtualKey.Owner owner) {
    return scope.covers(subject(owner));
  }

  /** Whether a scope may count some requests of keys of an owner, such as those of a task. */
  static boolean mayCount(Scope scope, VirtualKey.Owner owner) {
    boolean open =
        switch (scope.level()) {
          case TASK, USER, MODEL ->
              subject(owner).value(scope.level()) == null || scope.level() == Level.MODEL;
          default -> false;
        };
    return open || counts(scope, owner);
  }

  private static Subject subject(VirtualKey.Owner owner) {
    String organisation = owner.organisation();
    return new Subject(
        "",
        organisation == null ? KeyEntry.ORGANISATION : organisation,
        owner.department(),
        owner.environment(),
        owner.project(),
        owner.task(),
        owner.user(),
        "");
  }
}
