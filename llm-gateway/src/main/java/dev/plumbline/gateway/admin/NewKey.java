package dev.plumbline.gateway.admin;

import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.remote.WireJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key just made, the only moment at which its text is known.
 *
 * @param text to be shown once
 * @param key what is kept of it
 */
public record NewKey(KeyText text, VirtualKey key) {
  /** The organisation of keys that name none, so that organisations' budgets count every key. */
  static final String ORGANISATION = "default";

  private static final List<String> MADE = List.of("id", "secrets", "state", "created", "version");

  /** Makes a key of what somebody wants it to be like. */
  public static NewKey of(ObjectNode wanted, Instant now) {
    for (String made : MADE) {
      if (wanted.has(made)) {
        throw new Failure.InvalidInput(
            "The field " + made + " of a new key is made here.", "Leave it out.");
      }
    }
    KeyText text = KeyText.make();
    ObjectNode json = wanted.deepCopy();
    if (json.path("owner").isMissingNode() || json.path("owner").isNull()) {
      json.putObject("owner");
    }
    if (json.get("owner") instanceof ObjectNode owner) {
      named(owner);
    }
    json.put("id", text.id());
    json.put("created", now.truncatedTo(ChronoUnit.MILLIS).toString());
    Entry entry = EntryJson.read(EntryKind.KEY, json);
    if (!(entry instanceof VirtualKey key)) {
      throw new IllegalStateException(entry.id() + " is no key");
    }
    return new NewKey(
        text, Edits.withSecrets(key, List.of(new VirtualKey.Secret(text.hash(), null))));
  }

  private static void named(ObjectNode owner) {
    if (owner.path("organisation").isMissingNode() || owner.path("organisation").isNull()) {
      owner.put("organisation", ORGANISATION);
    }
  }

  /** With its text. */
  public ObjectNode json() {
    ObjectNode json = WireJson.object().put("key", text.secretText());
    json.set("entry", EntryJson.shown(key));
    return json;
  }
}
