package dev.plumbline.admin.backend.openrouter;

import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.Once;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.http.Query;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The keys of an account. */
final class OpenRouterKeys {
  private static final String PATH = "keys";
  private static final int MOST = 100_000;

  private final VendorApi api;
  private final InstantSource clock;

  OpenRouterKeys(VendorApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  /** All of them, disabled ones included. */
  List<JsonNode> all() {
    List<JsonNode> all = new ArrayList<>();
    while (all.size() < MOST) {
      Query query = Query.NONE.and("offset", "" + all.size()).and("include_disabled", "true");
      JsonNode page = api.get(PATH, query).path("data");
      if (!page.isArray()) {
        throw api.odd("a list without items");
      }
      if (page.isEmpty() || all.contains(page.get(0))) {
        return all;
      }
      page.forEach(all::add);
    }
    throw api.odd("a list without an end");
  }

  JsonNode one(String hash) {
    JsonNode key = api.get(PATH + "/" + VendorApi.part(hash), Query.NONE).path("data");
    if (!key.isObject()) {
      throw api.odd("no key");
    }
    return key;
  }

  ManagedKey managed(JsonNode key) {
    String hash = Fields.text(key, "hash");
    if (hash == null) {
      throw api.odd("a key without a hash");
    }
    Instant expires = Fields.time(key, "expires_at");
    return new ManagedKey(
        hash,
        NamedOwner.read(Fields.textOrEmpty(key, "name"), expires),
        state(key, expires),
        Fields.time(key, "created_at"),
        0);
  }

  private ManagedKey.State state(JsonNode key, @Nullable Instant expires) {
    if (key.path("disabled").asBoolean(false)) {
      return ManagedKey.State.BLOCKED;
    }
    if (expires != null && !expires.isAfter(clock.instant())) {
      return ManagedKey.State.EXPIRED;
    }
    BigDecimal left = Fields.number(key, "limit_remaining");
    return left != null && left.signum() <= 0
        ? ManagedKey.State.EXHAUSTED
        : ManagedKey.State.ACTIVE;
  }

  IssuedKey create(KeyPlan plan) {
    String name = NamedOwner.written(plan);
    Set<String> before = named(name);
    ObjectNode body = Fields.object().put("name", name);
    Instant expires = plan.expires();
    if (expires != null) {
      body.put("expires_at", expires.truncatedTo(ChronoUnit.SECONDS).toString());
    }
    JsonNode made = Once.make(() -> api.make(PATH, body), () -> lost(name, before));
    String secret = Fields.text(made, "key");
    if (secret == null) {
      throw api.odd("a key without its secret");
    }
    return new IssuedKey(managed(made.path("data")), secret, null);
  }

  /**
   * A key whose answer was lost has a secret that nobody knows. Nothing but its name tells it from
   * one that somebody else made at the same time, so it is not removed here.
   */
  private Optional<JsonNode> lost(String name, Set<String> before) {
    Set<String> since = named(name);
    since.removeAll(before);
    if (since.isEmpty()) {
      return Optional.empty();
    }
    throw new Failure.Conflict(
        "OpenRouter made the key %s, but its answer with the secret got lost."
            .formatted(String.join(", ", since)),
        "Revoke that key, and make it again.");
  }

  private Set<String> named(String name) {
    return all().stream()
        .filter(key -> name.equals(key.path("name").asString("")))
        .map(key -> Fields.textOrEmpty(key, "hash"))
        .collect(Collectors.toSet());
  }

  /** Changes fields of a key. */
  JsonNode change(String hash, ObjectNode fields) {
    JsonNode key = api.patch(PATH + "/" + VendorApi.part(hash), fields).path("data");
    if (!key.isObject()) {
      throw api.odd("no key");
    }
    return key;
  }

  void delete(String hash) {
    api.delete(PATH + "/" + VendorApi.part(hash));
  }
}
