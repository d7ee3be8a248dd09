package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.ForeignTexts;
import dev.plumbline.admin.backend.http.KeyPlans;
import dev.plumbline.admin.backend.http.Once;
import dev.plumbline.admin.backend.http.OwnerFields;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** API keys of services. */
final class PortkeyKeys {
  /** The owner's fields; {@code _user} is the name by which Portkey groups spend by user. */
  static final OwnerFields OWNER = new OwnerFields("_user");

  private static final String PATH = "api-keys";
  private static final String MARK = "Made with Plumbline, request ";
  private static final Duration LEAST_GRACE = Duration.ofMinutes(30);
  private static final int LONGEST = 128;

  private final PortkeyApi api;
  private final Profile profile;
  private final String makesKeys;
  private final InstantSource clock;

  PortkeyKeys(PortkeyApi api, Profile profile, Edition edition, InstantSource clock) {
    this.api = api;
    this.profile = profile;
    this.makesKeys = edition.makesKeys();
    this.clock = clock;
  }

  List<JsonNode> all() {
    return api.list(PATH);
  }

  JsonNode one(String id) {
    return api.one(path(id));
  }

  /** Changes fields of a key, and reads it again. */
  JsonNode change(String id, ObjectNode fields) {
    api.api().put(path(id), fields);
    return one(id);
  }

  private static String path(String id) {
    return PATH + "/" + VendorApi.part(id);
  }

  ManagedKey managed(JsonNode key) {
    String id = Fields.text(key, "id");
    if (id == null) {
      throw api.api().odd("a key without an id");
    }
    JsonNode metadata = key.path("defaults").path("metadata");
    Instant expires = Fields.time(key, "expires_at");
    KeyPlan plan =
        new KeyPlan(
            Fields.textOrEmpty(key, "name"),
            OWNER.owner(metadata),
            List.of(),
            List.of(),
            expires,
            OWNER.metadata(metadata));
    return new ManagedKey(id, plan, state(key, expires), Fields.time(key, "created_at"), 0);
  }

  private ManagedKey.State state(JsonNode key, @Nullable Instant expires) {
    if (expires != null && !expires.isAfter(clock.instant())) {
      return ManagedKey.State.EXPIRED;
    }
    return Fields.textOrEmpty(key, "status").equals("exhausted")
        ? ManagedKey.State.EXHAUSTED
        : ManagedKey.State.ACTIVE;
  }

  IssuedKey create(KeyPlan plan) {
    String mark = MARK + UUID.randomUUID();
    ObjectNode body = api.inWorkspace(Fields.object().put("name", plan.name()));
    body.put("description", mark).putArray("scopes").add("completions.write");
    body.putObject("defaults").set("metadata", metadata(plan));
    if (plan.expires() != null) {
      body.put("expires_at", seconds(plan.expires()));
    }
    JsonNode made =
        PortkeyApi.unwrapped(Once.make(() -> api.api().make(makesKeys, body), () -> discard(mark)));
    String id = Fields.text(made, "id");
    String secret = Fields.text(made, "key");
    if (id == null || secret == null) {
      throw api.api().odd("a key without its id and its secret");
    }
    ManagedKey planned = new ManagedKey(id, plan, ManagedKey.State.ACTIVE, clock.instant(), 0);
    return KeyPlans.made(profile, planned, secret, () -> managed(one(id)), () -> revoke(id));
  }

  /** Removes the key of a request whose answer got lost: nobody knows its secret. */
  private Optional<JsonNode> discard(String mark) {
    for (JsonNode key : all()) {
      if (mark.equals(Fields.textOrEmpty(key, "description"))) {
        revoke(managed(key).id());
      }
    }
    return Optional.empty();
  }

  private static ObjectNode metadata(KeyPlan plan) {
    SortedMap<String, String> fields = OWNER.written(plan);
    ObjectNode json = Fields.object();
    for (var field : fields.entrySet()) {
      if (field.getKey().length() > LONGEST || field.getValue().length() > LONGEST) {
        throw new Failure.InvalidInput(
            "'%s' of the key is longer than Portkey keeps."
                .formatted(ForeignTexts.shown(field.getKey())),
            "Shorten it to %d characters.".formatted(LONGEST));
      }
      json.put(field.getKey(), field.getValue());
    }
    return json;
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  ManagedKey update(ManagedKey key, KeyPlan plan) {
    JsonNode current = one(key.id());
    ManagedKey before = managed(current);
    KeyPlans.unchanged(key, before);
    ObjectNode body = Fields.object().put("name", plan.name());
    ObjectNode defaults =
        current.path("defaults") instanceof ObjectNode there ? there.deepCopy() : Fields.object();
    defaults.set("metadata", metadata(plan));
    body.set("defaults", defaults);
    Instant expires = plan.expires();
    if (!Objects.equals(expires, before.plan().expires())) {
      body.put("expires_at", expires == null ? null : seconds(expires));
    }
    return KeyPlans.kept(profile, plan, managed(change(key.id(), body)));
  }

  IssuedKey rotate(ManagedKey key, Duration grace) {
    if (grace.compareTo(LEAST_GRACE) < 0) {
      throw new Failure.InvalidInput(
          "Portkey keeps the old secret valid for 30 minutes at least.",
          "Choose 30 minutes or more; to end the old secret at once, make a new key and revoke"
              + " this one.");
    }
    ObjectNode body = Fields.object().put("key_transition_period_ms", grace.toMillis());
    JsonNode made = PortkeyApi.unwrapped(rotated(key, body));
    String secret = Fields.text(made, "key");
    if (secret == null) {
      throw api.api().odd("a rotated key without its secret");
    }
    Instant until = Fields.time(made, "key_transition_expires_at");
    ManagedKey now = KeyPlans.readOr(() -> managed(one(key.id())), key);
    return new IssuedKey(now, secret, until == null ? clock.instant().plus(grace) : until);
  }

  private JsonNode rotated(ManagedKey key, ObjectNode body) {
    try {
      return api.api().make(path(key.id()) + "/rotate", body);
    } catch (Failure.Upstream lost) {
      throw new Failure.Upstream(
          String.valueOf(lost.getMessage()),
          "The key %s may have a new secret that nobody knows: rotate it again."
              .formatted(key.id()),
          lost);
    }
  }

  void revoke(String id) {
    api.api().delete(path(id));
  }
}
