package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.KeyPlans;
import dev.plumbline.admin.backend.http.Once;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes, changes and ends keys. */
final class KeyChanges {
  private final VendorApi api;
  private final LiteLlmKeys keys;
  private final Holders holders;
  private final Profile profile;

  KeyChanges(VendorApi api, LiteLlmKeys keys, Holders holders, Profile profile) {
    this.api = api;
    this.keys = keys;
    this.holders = holders;
    this.profile = profile;
  }

  private @Nullable String team(KeyPlan plan) {
    String department = plan.owner().department();
    return department == null ? null : holders.ensure(new Scope(Level.DEPARTMENT, department)).id();
  }

  IssuedKey create(KeyPlan plan) {
    ObjectNode body = LiteLlmKeys.fields(plan, Fields.object(), team(plan));
    String mark = UUID.randomUUID().toString();
    body.withObject("metadata").put(LiteLlmKeys.REQUEST, mark);
    if (plan.expires() != null) {
      body.put("duration", keys.duration(plan.expires()));
    }
    JsonNode made =
        Once.make(() -> api.make("key/generate", body), () -> discard(plan.name(), mark));
    String secret = secret(made);
    String hash = hash(made);
    ManagedKey planned = new ManagedKey(hash, plan, ManagedKey.State.ACTIVE, null, 0);
    return KeyPlans.made(profile, planned, secret, () -> managed(hash), () -> delete(hash));
  }

  /** Removes the key of a request whose answer got lost: nobody knows its secret. */
  private Optional<JsonNode> discard(String name, String mark) {
    for (JsonNode key : keys.named(name)) {
      if (mark.equals(Fields.text(key, "metadata", LiteLlmKeys.REQUEST))) {
        delete(LiteLlmKeys.id(key));
      }
    }
    return Optional.empty();
  }

  private String secret(JsonNode made) {
    String secret = Fields.text(made, "key");
    if (secret == null) {
      throw api.odd("a key without its secret");
    }
    return secret;
  }

  private String hash(JsonNode made) {
    String hash = Fields.text(made, "token");
    String older = Fields.text(made, "token_id");
    if (hash == null && older == null) {
      throw api.odd("a key without its hash");
    }
    return hash == null ? Objects.requireNonNull(older) : hash;
  }

  private ManagedKey managed(String hash) {
    return keys.managed(keys.one(hash), holders.teamNames());
  }

  ManagedKey update(ManagedKey key, KeyPlan plan) {
    JsonNode current = keys.one(key.id());
    ManagedKey before = keys.managed(current, holders.teamNames());
    KeyPlans.unchanged(key, before);
    ObjectNode body = LiteLlmKeys.fields(plan, current.path("metadata"), team(plan));
    body.put("key", key.id());
    if (!Objects.equals(plan.expires(), before.plan().expires())) {
      body.put("duration", plan.expires() == null ? "-1" : keys.duration(plan.expires()));
    }
    api.post("key/update", body);
    return KeyPlans.kept(profile, plan, managed(key.id()));
  }

  IssuedKey rotate(ManagedKey key, Duration grace, Instant now) {
    ObjectNode body = Fields.object();
    if (grace.isPositive()) {
      body.put("grace_period", grace.toSeconds() + "s");
    }
    String path = "key/" + VendorApi.part(key.id()) + "/regenerate";
    try {
      JsonNode made = api.make(path, body);
      String secret = secret(made);
      String hash = hash(made);
      ManagedKey same = new ManagedKey(hash, key.plan(), key.state(), key.created(), 0);
      return new IssuedKey(
          KeyPlans.readOr(() -> managed(hash), same),
          secret,
          grace.isPositive() ? now.plus(grace) : null);
    } catch (Failure.Upstream | Failure.InvalidInput | Failure.Denied refused) {
      if (String.valueOf(refused.getMessage()).contains("Enterprise")) {
        throw profile.cannot(
            Ability.ROTATE_KEY,
            "It needs LiteLLM Enterprise. Make a new key with the same plan and another name, move"
                + " the application to it, and revoke the old one.");
      }
      throw refused instanceof Failure.Upstream lost ? unknownSecret(key, lost) : refused;
    }
  }

  private static Failure.Upstream unknownSecret(ManagedKey key, Failure.Upstream lost) {
    return new Failure.Upstream(
        String.valueOf(lost.getMessage()),
        "The key %s may have a new secret that nobody knows: list the keys, and rotate it again."
            .formatted(key.plan().name()),
        lost);
  }

  ManagedKey block(ManagedKey key, boolean blocked) {
    api.post(
        blocked ? "key/block" : "key/unblock",
        Fields.object().put("key", VendorApi.part(key.id())));
    return managed(key.id());
  }

  void revoke(ManagedKey key) {
    keys.one(key.id());
    delete(key.id());
  }

  private void delete(String hash) {
    ObjectNode body = Fields.object();
    body.putArray("keys").add(VendorApi.part(hash));
    api.delete("key/delete", body);
  }
}
