package dev.plumbline.control.json;

import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.VirtualKey.Owner;
import dev.plumbline.control.VirtualKey.Rules;
import dev.plumbline.control.VirtualKey.Secret;
import dev.plumbline.control.VirtualKey.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Virtual keys as JSON. */
final class KeyJson {
  private KeyJson() {}

  static void write(ObjectNode json, VirtualKey key, boolean hashes) {
    json.put("name", key.name());
    ArrayNode secrets = json.putArray("secrets");
    for (Secret secret : key.secrets()) {
      ObjectNode one = secrets.addObject();
      if (hashes) {
        one.put("hash", secret.hash());
      }
      one.put("until", text(secret.until()));
    }
    json.put("state", key.state().name().toLowerCase(Locale.ROOT));
    json.putObject("owner")
        .put("organisation", key.owner().organisation())
        .put("department", key.owner().department())
        .put("environment", key.owner().environment())
        .put("project", key.owner().project())
        .put("task", key.owner().task())
        .put("user", key.owner().user());
    key.models().forEach(json.putArray("models")::add);
    key.providers().forEach(json.putArray("providers")::add);
    json.putObject("rules")
        .put("pass_through", key.rules().passThrough())
        .put("unpriced", key.rules().unpriced())
        .put("when_store_down", key.rules().whenStoreDown())
        .put("attribution", key.rules().attribution());
    json.put("expires", text(key.expires()));
    json.put("created", text(key.created()));
    key.metadata().forEach(json.putObject("metadata")::put);
  }

  static VirtualKey read(JsonFields fields, String id, long version, boolean hashes) {
    String name = fields.text("name", id);
    List<Secret> secrets =
        hashes
            ? fields.list(
                "secrets",
                (place, value) -> {
                  JsonFields secret = fields.within(place, value);
                  return new Secret(secret.required("hash"), secret.time("until"));
                })
            : List.of();
    fields.take("secrets");
    State state = fields.choice("state", State.class);
    Owner owner = owner(fields.object("owner"));
    List<String> models = fields.texts("models");
    List<String> providers = fields.texts("providers");
    Rules rules = rules(fields.object("rules"));
    Instant expires = fields.time("expires");
    Instant created = fields.time("created");
    return new VirtualKey(
        id,
        name,
        secrets,
        state == null ? State.ACTIVE : state,
        owner,
        models,
        providers,
        rules,
        expires,
        created == null ? Instant.EPOCH : created,
        fields.map("metadata"),
        version);
  }

  private static Owner owner(@Nullable JsonFields fields) {
    if (fields == null) {
      return new Owner(null, null, null, null, null, null);
    }
    Owner owner =
        new Owner(
            fields.text("organisation"),
            fields.text("department"),
            fields.text("environment"),
            fields.text("project"),
            fields.text("task"),
            fields.text("user"));
    fields.end();
    return owner;
  }

  private static Rules rules(@Nullable JsonFields fields) {
    if (fields == null) {
      return Rules.USUAL;
    }
    Rules rules =
        new Rules(
            fields.flag("pass_through", Rules.USUAL.passThrough()),
            fields.flag("unpriced", Rules.USUAL.unpriced()),
            fields.flag("when_store_down", Rules.USUAL.whenStoreDown()),
            fields.flag("attribution", Rules.USUAL.attribution()));
    fields.end();
    return rules;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
