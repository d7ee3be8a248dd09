package dev.plumbline.gateway.admin;

import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.usage.remote.WireJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    all.add(state("unblock", Role.OPERATOR, "Lets a blocked key in again.", KeyOperations::unblock));
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
    ObjectNode json = call.object();
    for (String made : List.of("id", "secrets", "state", "created", "version")) {
      if (json.has(made)) {
        throw new Failure.InvalidInput(
            "The field " + made + " of a new key is made here.", "Leave it out.");
      }
    }
    KeyText text = KeyText.make();
    json.put("id", text.id());
    json.put("created", call.parts().clock().instant().truncatedTo(ChronoUnit.MILLIS).toString());
    VirtualKey key =
        Edits.withSecrets(
            key(EntryJson.read(EntryKind.KEY, json)),
            List.of(new VirtualKey.Secret(text.hash(), null)));
    Changes.add(call, key);
    return Answer.made(key, made(text, key));
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
    return new Answer(200, Answer.of(next).headers(), made(fresh, key(next)));
  }

  private static ObjectNode made(KeyText text, VirtualKey key) {
    ObjectNode json = WireJson.object();
    json.put("key", text.secretText());
    json.set("entry", EntryJson.shown(key));
    return json;
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
