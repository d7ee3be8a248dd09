package dev.plumbline.gateway.admin;

import dev.plumbline.control.ControlState;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.rules.EntryRules;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes of what is set up, each on the version that its caller has seen. */
final class Changes {
  private static final int ATTEMPTS = 5;

  private Changes() {}

  /** The entry of that id as it is now. */
  static Entry find(ControlState state, EntryKind kind, String id) {
    return known(state, kind, id).orElseThrow(() -> missing(state, kind, id));
  }

  private static Optional<Entry> known(ControlState state, EntryKind kind, String id) {
    return kind.in(state).stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .map(Entry.class::cast);
  }

  private static Failure missing(ControlState state, EntryKind kind, String id) {
    List<String> ids = kind.in(state).stream().map(entry -> entry.id()).toList();
    String shown = id.length() > 80 ? id.substring(0, 80) + "…" : id;
    String hint = Nearest.hint(id, ids);
    return new Failure.NotFound(
        "There is no %s %s.".formatted(kind.label(), shown.replaceAll("\\p{Cntrl}", " ")),
        hint.isEmpty() ? "List the " + kind.label() + "s that there are." : hint);
  }

  /** Adds an entry. */
  static void add(AdminCall call, Entry entry) {
    EntryRules.check(call.state(), entry);
    call.parts().feed().put(entry, call.actor());
  }

  /**
   * Replaces an entry by what {@code edit} makes of it. Where the caller did not say which version
   * it means, a change that somebody else makes meanwhile is built upon.
   *
   * @param edit gives the next version
   */
  static Entry change(
      AdminCall call, EntryKind kind, Versions versions, UnaryOperator<Entry> edit) {
    for (int attempt = 1; ; attempt++) {
      ControlState state = call.state();
      Entry current = find(state, kind, call.id());
      versions.check(current);
      Entry next = edit.apply(current);
      EntryRules.check(state, next);
      try {
        call.parts().feed().put(next, call.actor());
        return next;
      } catch (Failure.Conflict conflict) {
        retry(call, kind, versions, current, conflict, attempt);
      }
    }
  }

  /** Deletes an entry. */
  static Entry delete(AdminCall call, EntryKind kind, Versions versions) {
    for (int attempt = 1; ; attempt++) {
      ControlState state = call.state();
      Entry current = find(state, kind, call.id());
      versions.check(current);
      EntryRules.checkDelete(state, current);
      try {
        call.parts().feed().delete(current, call.actor());
        return current;
      } catch (Failure.Conflict conflict) {
        retry(call, kind, versions, current, conflict, attempt);
      }
    }
  }

  /** Returns when trying again may help. */
  private static void retry(
      AdminCall call,
      EntryKind kind,
      Versions versions,
      Entry tried,
      Failure.Conflict conflict,
      int attempt) {
    Entry now = find(call.parts().store().load(), kind, call.id());
    if (now.version() == tried.version() || attempt == ATTEMPTS) {
      throw conflict;
    }
    versions.check(now);
  }
}
