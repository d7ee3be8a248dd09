package dev.plumbline.gateway.admin;

import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Making, rotating, blocking and revoking keys. */
final class KeyOperations {
  private static final Duration GRACE = Duration.ofMinutes(30);
  private static final Duration LONGEST_GRACE = Duration.ofDays(90);

  private KeyOperations() {}

  /** What can be done with keys alone. */
  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    all.add(
        Operation.of(
                "create_key",
                "POST",
                "keys",
                Role.OPERATOR,
                "Makes a key and shows it once.",
                Schema.ref("KeyMade"),
                KeyOperations::create)
            .taking(Schema.ref("NewKey"))
            .adding());
    Schema grace =
        Schema.object("")
            .may("grace", Schema.duration("How long older secrets stay valid; PT30M if left out."))
            .may("version", Schema.whole("The one that was read."));
    all.add(
        Operation.of(
                "rotate_key",
                "POST",
                "keys/{id}/rotate",
                Role.OPERATOR,
                "Gives a key a new secret, shown once; the older ones end after a while.",
                Schema.ref("KeyMade"),
                KeyOperations::rotate)
            .optionallyTaking(grace));
    all.add(state("block", Role.OPERATOR, "Lets a key in no more, for now.", KeyOperations::block));
    all.add(
        state("unblock", Role.OPERATOR, "Lets a blocked key in again.", KeyOperations::unblock));
    all.add(state("revoke", Role.ADMIN, "Lets a key in never again.", KeyOperations::revoke));
    return all;
  }

  private static Operation state(
      String verb, Role role, String summary, UnaryOperator<VirtualKey> edit) {
    Schema version = Schema.object("").may("version", Schema.whole("The one that was read."));
    return Operation.of(
            verb + "_key",
            "POST",
            "keys/{id}/" + verb,
            role,
            summary,
            Schema.ref("Key"),
            call -> {
              ObjectNode json = call.object();
              only(json, "version");
              return Answer.of(
                  Changes.change(
                      call,
                      EntryKind.KEY,
                      Versions.of(call.ifMatch(), json),
                      entry -> edit.apply(key(entry))));
            })
        .optionallyTaking(version);
  }

  private static Answer create(AdminCall call) {
    NewKey made = NewKey.of(call.object(), call.parts().clock().instant());
    Changes.add(call, made.key());
    return Answer.made(made.key(), made.json());
  }

  private static Answer rotate(AdminCall call) {
    ObjectNode json = call.object();
    only(json, "grace", "version");
    Duration grace = grace(json);
    Instant now = call.parts().clock().instant();
    String id = key(Changes.find(call.state(), EntryKind.KEY, call.id())).id();
    KeyText fresh = KeyText.make(id);
    Entry next =
        Changes.change(
            call,
            EntryKind.KEY,
            Versions.of(call.ifMatch(), json),
            entry -> active(key(entry)).rotated(fresh, now, grace));
    return new Answer(200, Answer.of(next).headers(), new NewKey(fresh, key(next)).json());
  }

  private static Duration grace(ObjectNode json) {
    JsonNode given = json.get("grace");
    if (given == null || given.isNull()) {
      return GRACE;
    }
    try {
      Duration grace = Duration.parse(given.asString());
      if (!grace.isNegative() && grace.compareTo(LONGEST_GRACE) <= 0) {
        return grace;
      }
    } catch (DateTimeException | ArithmeticException wrong) {
      // The same as one out of bounds.
    }
    throw new Failure.InvalidInput(
        "The field grace is no time from PT0S to P90D.", "Give one such as PT30M.");
  }

  private static VirtualKey block(VirtualKey key) {
    return active(key).withState(VirtualKey.State.BLOCKED);
  }

  private static VirtualKey unblock(VirtualKey key) {
    return active(key).withState(VirtualKey.State.ACTIVE);
  }

  private static VirtualKey revoke(VirtualKey key) {
    return key.withState(VirtualKey.State.REVOKED);
  }

  private static VirtualKey active(VirtualKey key) {
    if (key.state() == VirtualKey.State.REVOKED) {
      throw new Failure.Conflict(
          "The key " + key.id() + " is revoked for ever.", "Make a new key instead.");
    }
    return key;
  }

  private static VirtualKey key(Entry entry) {
    if (entry instanceof VirtualKey key) {
      return key;
    }
    throw new IllegalArgumentException(entry.id() + " is no key");
  }

  private static void only(ObjectNode json, String... known) {
    for (String name : json.propertyNames()) {
      if (!List.of(known).contains(name)) {
        throw new Failure.InvalidInput(
            "There is no field " + (name.length() > 80 ? name.substring(0, 80) + "…" : name) + ".",
            "Known: " + String.join(", ", known) + ".");
      }
    }
  }
}
