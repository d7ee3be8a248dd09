package dev.plumbline.testkit.vendors;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A LiteLLM proxy's management API. */
public final class LiteLlmServer extends VendorServer {
  /** The master key that it takes. */
  public static final String KEY = "sk-master-0123456789";

  private static final BigDecimal COST = new BigDecimal("0.25");
  private static final String[] KEY_FIELDS = {
    "key_alias",
    "models",
    "max_budget",
    "budget_duration",
    "soft_budget",
    "tpm_limit",
    "rpm_limit",
    "max_parallel_requests",
    "metadata",
    "tags",
    "team_id",
    "user_id",
    "duration",
    "blocked",
    "key"
  };

  private final Map<String, ObjectNode> keys = new LinkedHashMap<>();
  private final Map<String, Instant> graces = new LinkedHashMap<>();
  private final LiteLlmGroups groups;
  private final InstantSource clock;
  private final int page;
  private boolean enterprise = true;

  /**
   * @param page how many keys a list gives at most at a time
   */
  public LiteLlmServer(InstantSource clock, int page) {
    super("", "Authorization", "Bearer " + KEY);
    this.clock = clock;
    this.page = page;
    this.groups = new LiteLlmGroups(page);
    on("GET", "/key/list", this::list);
    on("GET", "/key/info", this::info);
    on("POST", "/key/generate", this::generate);
    on("POST", "/key/update", this::update);
    on("POST", "/key/block", call -> block(call, true));
    on("POST", "/key/unblock", call -> block(call, false));
    on("POST", "/key/delete", this::delete);
    on("POST", "/key/([^/]+)/regenerate", this::regenerate);
    on("GET", "/team/list", groups::listTeams);
    on("POST", "/team/new", groups::newTeam);
    on("POST", "/team/update", groups::updateTeam);
    on("GET", "/user/list", groups::listUsers);
    on("POST", "/user/new", groups::newUser);
    on("POST", "/user/update", groups::updateUser);
    on("GET", "/user/daily/activity", this::activity);
    on("GET", "/model/info", call -> LiteLlmGroups.models(call.takes()));
  }

  /** Whether it has a licence, without which it cannot regenerate keys. */
  public void enterprise(boolean has) {
    locked(() -> {
      enterprise = has;
      return null;
    });
  }

  /** Adds a key as its own console makes one, or a session of it, without alias and owner. */
  public String foreignKey(String team, String user) {
    return locked(() -> {
      ObjectNode body = VendorCall.object().put("team_id", team).put("user_id", user);
      body.putArray("models").add("all-team-models");
      return made(body).path("key").asString();
    });
  }

  /** What a request with a key costs; empty when it is refused. */
  public Optional<BigDecimal> use(String secret, String model) {
    return locked(() -> {
      String hash = OpenRouterServer.hash(secret);
      ObjectNode key = keys.get(hash);
      Instant until = graces.get(hash);
      if (key == null || (until != null && !clock.instant().isBefore(until))) {
        return Optional.empty();
      }
      if (!admits(key, model) || !groups.admit(key)) {
        return Optional.empty();
      }
      LiteLlmGroups.count(key, COST);
      groups.charge(key, COST);
      return Optional.of(COST);
    });
  }

  private boolean admits(ObjectNode key, String model) {
    JsonNode expires = key.path("expires");
    boolean over =
        expires.isString() && !clock.instant().isBefore(Instant.parse(expires.asString()));
    List<String> models = key.path("models").valueStream().map(JsonNode::asString).toList();
    boolean open = models.isEmpty() || models.contains("all-team-models");
    return !over
        && !key.path("blocked").asBoolean()
        && (open || models.contains(model))
        && LiteLlmGroups.room(key);
  }

  private JsonNode list(VendorCall call) {
    call.takes(
        "page",
        "size",
        "user_id",
        "team_id",
        "key_alias",
        "return_full_object",
        "sort_by",
        "sort_order");
    int size = Math.min(page, call.number("size", 10));
    if (call.number("size", 10) > 100) {
      throw new VendorError(422, "size must be at most 100");
    }
    int number = call.number("page", 1);
    String alias = call.parameter("key_alias");
    List<ObjectNode> all =
        keys.entrySet().stream()
            .filter(entry -> !graces.containsKey(entry.getKey()))
            .map(Map.Entry::getValue)
            .filter(key -> alias == null || alias.equals(key.path("key_alias").asString("")))
            .toList();
    ObjectNode answer = VendorCall.object();
    ArrayNode shown = answer.putArray("keys");
    boolean full = "true".equals(call.parameter("return_full_object"));
    for (ObjectNode key : all.stream().skip((number - 1L) * size).limit(size).toList()) {
      if (full) {
        shown.add(key);
      } else {
        shown.add(key.path("token").asString());
      }
    }
    int pages = (all.size() + size - 1) / size;
    return answer
        .put("total_count", all.size())
        .put("current_page", number)
        .put("total_pages", pages);
  }

  private JsonNode info(VendorCall call) {
    ObjectNode key = found(String.valueOf(call.takes("key").parameter("key")));
    ObjectNode info = key.deepCopy();
    info.remove("token");
    ObjectNode answer = VendorCall.object().put("key", key.path("token").asString());
    answer.set("info", info);
    return answer;
  }

  private ObjectNode found(String keyOrHash) {
    String hash = keyOrHash.startsWith("sk-") ? OpenRouterServer.hash(keyOrHash) : keyOrHash;
    ObjectNode key = graces.containsKey(hash) ? null : keys.get(hash);
    if (key == null) {
      throw new VendorError(404, "Key not found in database");
    }
    return key;
  }

  private JsonNode generate(VendorCall call) {
    return made(call.takes().fields(KEY_FIELDS));
  }

  private ObjectNode made(ObjectNode body) {
    checkAlias(body, "");
    String team = body.path("team_id").asString("");
    if (!team.isEmpty() && !team.equals("litellm-dashboard") && groups.team(team).isEmpty()) {
      throw new VendorError(400, "Team doesn't exist in db. Team=" + team);
    }
    ObjectNode key = VendorCall.object();
    key.put("spend", BigDecimal.ZERO).put("blocked", false);
    key.put("created_at", clock.instant().toString()).put("user_id", "default_user_id");
    key.putArray("models");
    key.putObject("metadata");
    for (String name :
        List.of(
            "key_alias",
            "team_id",
            "max_budget",
            "budget_duration",
            "soft_budget",
            "rpm_limit",
            "tpm_limit",
            "max_parallel_requests",
            "expires",
            "budget_reset_at")) {
      key.putNull(name);
    }
    set(key, body);
    return issue(key);
  }

  private ObjectNode issue(ObjectNode key) {
    String secret = "sk-" + UUID.randomUUID().toString().replace("-", "");
    String hash = OpenRouterServer.hash(secret);
    key.put("token", hash).put("key_name", "sk-..." + secret.substring(31));
    keys.put(hash, key);
    ObjectNode answer = key.deepCopy();
    return answer.put("key", secret).put("token_id", hash);
  }

  private void checkAlias(ObjectNode body, String own) {
    String alias = body.path("key_alias").asString("");
    for (ObjectNode other : keys.values()) {
      boolean same = other.path("key_alias").asString("").equals(alias);
      boolean another = !other.path("token").asString("").equals(own);
      if (!alias.isEmpty()
          && same
          && another
          && !graces.containsKey(other.path("token").asString(""))) {
        throw new VendorError(
            400,
            "Key with alias '"
                + alias
                + "' already exists. Unique key aliases across all keys"
                + " are required.");
      }
    }
  }

  private void set(ObjectNode key, ObjectNode body) {
    for (var field : body.properties()) {
      switch (field.getKey()) {
        case "duration" -> expire(key, field.getValue().asString(""));
        case "key" -> {
          // Which key it is does not change.
        }
        case "user_id" -> {
          if (!field.getValue().isNull()) {
            key.set("user_id", field.getValue());
          }
        }
        default -> key.set(field.getKey(), field.getValue());
      }
    }
    LiteLlmGroups.reset(key, clock.instant());
  }

  private void expire(ObjectNode key, String duration) {
    if (duration.equals("-1")) {
      key.putNull("expires");
    } else if (duration.matches("[0-9]+s")) {
      long seconds = Long.parseLong(duration.substring(0, duration.length() - 1));
      key.put("expires", clock.instant().plus(Duration.ofSeconds(seconds)).toString());
    } else {
      throw new VendorError(400, "Unsupported duration unit, passed duration: " + duration);
    }
  }

  private JsonNode update(VendorCall call) {
    ObjectNode body = call.takes().fields(KEY_FIELDS);
    ObjectNode key = found(body.path("key").asString(""));
    checkAlias(body, key.path("token").asString(""));
    set(key, body);
    return key.deepCopy();
  }

  private JsonNode block(VendorCall call, boolean blocked) {
    return found(call.takes().fields("key").path("key").asString("")).put("blocked", blocked);
  }

  private JsonNode delete(VendorCall call) {
    ObjectNode body = call.takes().fields("keys", "key_aliases");
    ObjectNode answer = VendorCall.object();
    ArrayNode deleted = answer.putArray("deleted_keys");
    for (JsonNode one : body.path("keys")) {
      String hash = found(one.asString()).path("token").asString();
      keys.remove(hash);
      deleted.add(hash);
    }
    return answer;
  }

  private JsonNode regenerate(VendorCall call) {
    ObjectNode body = call.takes().fields("grace_period", "key_alias", "metadata");
    if (!enterprise) {
      throw new VendorError(
          500,
          "Regenerating Virtual Keys is an Enterprise feature, You must be a LiteLLM Enterprise"
              + " user to use this feature.");
    }
    ObjectNode key = found(call.parts().getFirst());
    String old = key.path("token").asString();
    String grace = body.path("grace_period").asString("");
    if (grace.isEmpty()) {
      keys.remove(old);
    } else {
      long seconds = Long.parseLong(grace.substring(0, grace.length() - 1));
      graces.put(old, clock.instant().plusSeconds(seconds));
    }
    return issue(key);
  }

  private JsonNode activity(VendorCall call) {
    call.takes("start_date", "end_date", "model", "api_key", "page", "page_size", "timezone");
    if (call.number("page_size", 50) > 1000) {
      throw new VendorError(422, "page_size must be at most 1000");
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first = LocalDate.parse(String.valueOf(call.parameter("start_date")));
    List<ObjectNode> days = new ArrayList<>();
    if (!first.isAfter(today)) {
      days.add(LiteLlmGroups.day(today, keys.values(), Set.copyOf(graces.keySet())));
    }
    ObjectNode answer = VendorCall.object();
    answer.putArray("results").addAll(days);
    answer.putObject("metadata").put("page", call.number("page", 1)).put("total_pages", 1);
    return answer;
  }

  @Override
  protected JsonNode error(int status, String message) {
    ObjectNode answer = VendorCall.object();
    answer
        .putObject("error")
        .put("message", message)
        .put("type", status == 401 ? "auth_error" : "bad_request_error")
        .putNull("param")
        .put("code", "" + status);
    return answer;
  }
}
