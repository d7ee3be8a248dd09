package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.OwnerFields;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.control.VirtualKey.Owner;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.http.Query;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the keys of a proxy, and writes what is planned for them. */
final class LiteLlmKeys {
  /** Metadata by which a request whose answer got lost finds what it made. */
  static final String REQUEST = "plumbline_request";

  /** The user that LiteLLM gives to keys without one. */
  private static final String NOBODY = "default_user_id";

  /** The team of the sessions of LiteLLM's own console. */
  private static final String CONSOLE = "litellm-dashboard";

  private static final Set<String> ALL_MODELS = Set.of("all-team-models", "all-proxy-models");
  private static final int PAGE = 100;
  private static final OwnerFields FIELDS = new OwnerFields("user");

  private final VendorApi api;
  private final InstantSource clock;

  LiteLlmKeys(VendorApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  /** All of them but the sessions of the console. */
  List<JsonNode> all() {
    return list(Query.NONE);
  }

  /** Those of a name. */
  List<JsonNode> named(String alias) {
    return list(Query.NONE.and("key_alias", alias));
  }

  private List<JsonNode> list(Query filter) {
    List<JsonNode> all = new ArrayList<>();
    long last = 1;
    for (int page = 1; page <= last; page++) {
      Query query =
          filter.and("page", "" + page).and("size", "" + PAGE).and("return_full_object", "true");
      JsonNode answer = api.get("key/list", query);
      if (!answer.path("keys").isArray()) {
        throw api.odd("a list without keys");
      }
      for (JsonNode key : answer.path("keys")) {
        if (!CONSOLE.equals(Fields.text(key, "team_id"))) {
          all.add(key);
        }
      }
      last = answer.path("total_pages").asLong(1);
    }
    return all;
  }

  /** One, by the hash of its secret. */
  JsonNode one(String hash) {
    JsonNode answer = api.get("key/info", Query.NONE.and("key", VendorApi.part(hash)));
    JsonNode info = answer.path("info");
    if (!(info instanceof ObjectNode object)) {
      throw api.odd("no key");
    }
    return object.deepCopy().put("token", hash);
  }

  static String id(JsonNode key) {
    return Fields.textOrEmpty(key, "token");
  }

  /**
   * @param teams the names of teams by their ids
   */
  ManagedKey managed(JsonNode key, Map<String, String> teams) {
    String alias = Fields.text(key, "key_alias");
    Instant expires = Fields.time(key, "expires");
    SortedMap<String, String> metadata = FIELDS.metadata(key.path("metadata"));
    metadata.remove(REQUEST);
    KeyPlan plan =
        new KeyPlan(
            alias == null ? Fields.textOrEmpty(key, "key_name") : alias,
            owner(key, teams),
            models(key),
            List.of(),
            expires,
            metadata);
    return new ManagedKey(id(key), plan, state(key, expires), Fields.time(key, "created_at"), 0);
  }

  /** The owner that was written, or the team and the user where a key was made elsewhere. */
  private static Owner owner(JsonNode key, Map<String, String> teams) {
    Owner owner = FIELDS.owner(key.path("metadata"));
    String team = Fields.text(key, "team_id");
    String user = Fields.text(key, "user_id");
    return new Owner(
        owner.organisation(),
        owner.department() == null && team != null
            ? teams.getOrDefault(team, team)
            : owner.department(),
        owner.environment(),
        owner.project(),
        owner.task(),
        owner.user() == null && !NOBODY.equals(user) ? user : owner.user());
  }

  private static List<String> models(JsonNode key) {
    List<String> models = Fields.texts(key.path("models")).toList();
    return models.size() == 1 && ALL_MODELS.contains(models.getFirst()) ? List.of() : models;
  }

  private ManagedKey.State state(JsonNode key, @Nullable Instant expires) {
    if (key.path("blocked").asBoolean(false)) {
      return ManagedKey.State.BLOCKED;
    }
    if (expires != null && !expires.isAfter(clock.instant())) {
      return ManagedKey.State.EXPIRED;
    }
    BigDecimal most = Fields.number(key, "max_budget");
    BigDecimal spend = Fields.number(key, "spend");
    return most != null && spend != null && spend.compareTo(most) >= 0
        ? ManagedKey.State.EXHAUSTED
        : ManagedKey.State.ACTIVE;
  }

  /**
   * The fields that keep a plan.
   *
   * @param before the metadata until now, of which what is not ours stays
   * @param team the id of the department's team; null for none
   */
  static ObjectNode fields(KeyPlan plan, JsonNode before, @Nullable String team) {
    ObjectNode metadata = Fields.object();
    for (var field : before.properties()) {
      if (field.getValue().isContainer()) {
        metadata.set(field.getKey(), field.getValue());
      }
    }
    FIELDS.written(plan).forEach(metadata::put);
    ObjectNode all = Fields.object().put("key_alias", plan.name());
    all.put("team_id", team).put("user_id", plan.owner().user());
    all.set("metadata", metadata);
    plan.models().forEach(all.putArray("models")::add);
    return all;
  }

  /** How long a key lives from now on, as LiteLLM writes it. */
  String duration(Instant expires) {
    return Duration.between(clock.instant(), expires).toSeconds() + 1 + "s";
  }

  /** Refuses stars that LiteLLM would take for a part of a name. */
  static void checkModels(KeyPlan plan) {
    for (String model : plan.models()) {
      if (model.contains("*") && !model.equals("*") && !model.endsWith("/*")) {
        throw new Failure.InvalidInput(
            "LiteLLM knows no models by '%s'.".formatted(model),
            "Name models, or all of a provider, as in 'openai/*'.");
      }
    }
  }
}
