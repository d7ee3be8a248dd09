package dev.plumbline.gateway.admin;

import dev.plumbline.control.Channel;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Silence;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.kernel.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the next version of an entry out of what somebody sent. */
final class Edits {
  private Edits() {}

  /** The entry with everything as sent. */
  static Entry replaced(Entry current, ObjectNode sent) {
    ObjectNode json = sent.deepCopy();
    keep(json, "id", current, "Delete this one and add another.");
    if (current instanceof VirtualKey) {
      keep(json, "state", current, "Use block, unblock or revoke.");
      keep(json, "created", current, "Leave it out.");
      keep(json, "secrets", current, "Use rotate.");
    }
    if (current instanceof Silence silence && !json.hasNonNull("by")) {
      json.put("by", silence.by());
    }
    return read(current, json);
  }

  /** The entry with the fields that were sent (RFC 7396, JSON merge patch). */
  static Entry patched(Entry current, ObjectNode sent) {
    ObjectNode json = merged(EntryJson.shown(current), sent);
    return replaced(current, json);
  }

  /** Fills in a field that never changes, and refuses another value of it. */
  private static void keep(ObjectNode json, String field, Entry current, String right) {
    JsonNode own = EntryJson.shown(current).get(field);
    JsonNode given = json.get(field);
    if (given != null && !given.isNull() && !given.equals(own)) {
      throw new Failure.InvalidInput(
          "The field %s of %s cannot be changed.".formatted(field, current.id()), right);
    }
    json.set(field, own);
  }

  private static Entry read(Entry current, ObjectNode json) {
    json.put("version", current.version() + 1);
    if (current instanceof Provider provider) {
      unhide(json, provider);
    }
    if (current instanceof Channel channel) {
      keepUrl(json, channel);
    }
    Entry next = EntryJson.read(EntryKind.of(current), json);
    return next instanceof VirtualKey key && current instanceof VirtualKey old
        ? withSecrets(key, old.secrets())
        : next;
  }

  /** Values that are never shown come back as they were shown, and mean what they were. */
  private static void unhide(ObjectNode json, Provider provider) {
    if (json.get("headers") instanceof ObjectNode headers) {
      for (Map.Entry<String, String> header : provider.headers().entrySet()) {
        JsonNode given = headers.get(header.getKey());
        if (given != null && given.isString() && given.stringValue().equals(Provider.HIDDEN)) {
          headers.put(header.getKey(), header.getValue());
        }
      }
    }
  }

  /** An address that is not named, or comes back as it was shown, means what it was. */
  private static void keepUrl(ObjectNode json, Channel channel) {
    String shown = channel.shownUrl();
    boolean sameKind =
        json.path("kind").asString("").equals(channel.kind().name().toLowerCase(Locale.ROOT));
    if (shown != null
        && (json.has("url") ? shown.equals(json.path("url").asString("")) : sameKind)) {
      json.put("url", channel.url());
    }
  }

  /** A key as it was read, with secrets. */
  static VirtualKey withSecrets(VirtualKey key, List<VirtualKey.Secret> secrets) {
    return new VirtualKey(
        key.id(),
        key.name(),
        secrets,
        key.state(),
        key.owner(),
        key.models(),
        key.providers(),
        key.rules(),
        key.expires(),
        key.created(),
        key.metadata(),
        key.version());
  }

  private static ObjectNode merged(ObjectNode target, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      JsonNode value = field.getValue();
      if (value.isNull()) {
        target.remove(field.getKey());
      } else if (value instanceof ObjectNode inner
          && target.get(field.getKey()) instanceof ObjectNode own) {
        target.set(field.getKey(), merged(own, inner));
      } else {
        target.set(field.getKey(), value);
      }
    }
    return target;
  }
}
