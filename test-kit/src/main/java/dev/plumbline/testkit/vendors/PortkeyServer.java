package dev.plumbline.testkit.vendors;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Portkey's administration API, or that of its successor. */
public final class PortkeyServer extends VendorServer {
  /** The key of an admin that it takes. */
  public static final String KEY = "pk-admin-0123456789";

  private static final BigDecimal COST = new BigDecimal("0.25");
  private static final int MOST_PAGE = 100;
  private static final Set<String> UNITS = Set.of("rps", "rpm", "rph", "rpd", "rpw");
  private static final String[] KEY_FIELDS = {
    "name",
    "scopes",
    "description",
    "organisation_id",
    "workspace_id",
    "user_id",
    "usage_limits",
    "rate_limits",
    "defaults",
    "alert_emails",
    "expires_at",
    "rotation_policy"
  };

  private record Secret(String id, @Nullable Instant until) {}

  private final Map<String, ObjectNode> keys = new LinkedHashMap<>();
  private final Map<String, Secret> secrets = new LinkedHashMap<>();
  private final Map<String, BigDecimal> spent = new LinkedHashMap<>();
  private final Map<String, Integer> requests = new LinkedHashMap<>();
  private final PortkeyPolicies policies;
  private final InstantSource clock;

  /**
   * @param successor whether it is the successor, without workspaces and audit logs
   */
  public PortkeyServer(InstantSource clock, boolean successor) {
    super(
        "/v1",
        successor ? "Authorization" : "x-portkey-api-key",
        successor ? "Bearer " + KEY : KEY);
    this.clock = clock;
    this.policies = new PortkeyPolicies();
    String make = successor ? "organisation/service" : "workspace/service";
    on("GET", "/api-keys", this::list);
    on("POST", "/api-keys/" + make, this::create);
    on("GET", "/api-keys/([^/]+)", call -> shown(found(call.takes())));
    on("PUT", "/api-keys/([^/]+)", this::update);
    on("DELETE", "/api-keys/([^/]+)", this::delete);
    on("POST", "/api-keys/([^/]+)/rotate", this::rotate);
    on("GET", "/analytics/graphs/cost", this::cost);
    policies.routes("usage-limits", this::on);
    policies.routes("rate-limits", this::on);
    new PortkeyConfigsApi(this::on);
    if (!successor) {
      on("GET", "/audit-logs", this::audit);
    }
  }

  /** Whether its plan has policies. */
  public void enterprise(boolean has) {
    locked(() -> {
      policies.enterprise(has);
      return null;
    });
  }

  /** What a request with a key costs; empty when it is refused. */
  public Optional<BigDecimal> use(String text) {
    return locked(() -> {
      Secret secret = secrets.get(text);
      Instant now = clock.instant();
      if (secret == null || (secret.until() != null && !now.isBefore(secret.until()))) {
        return Optional.empty();
      }
      ObjectNode key = keys.get(secret.id());
      JsonNode metadata = key == null ? VendorCall.object() : metadata(key);
      if (key == null || !admits(key, secret.id()) || !policies.admit(metadata, secret.id())) {
        return Optional.empty();
      }
      spent.merge(secret.id(), COST, BigDecimal::add);
      requests.merge(secret.id(), 1, Integer::sum);
      policies.charge(metadata, secret.id(), COST);
      return Optional.of(COST);
    });
  }

  private static JsonNode metadata(ObjectNode key) {
    return key.path("defaults").path("metadata");
  }

  private boolean admits(ObjectNode key, String id) {
    JsonNode expires = key.path("expires_at");
    boolean over =
        expires.isString() && !clock.instant().isBefore(Instant.parse(expires.asString()));
    boolean room = !exhausted(key, id);
    for (JsonNode limit : key.path("rate_limits")) {
      room &= requests.getOrDefault(id, 0) < limit.path("value").asInt();
    }
    return !over && room;
  }

  private boolean exhausted(ObjectNode key, String id) {
    JsonNode limit = key.path("usage_limits").path("credit_limit");
    return limit.isNumber()
        && spent.getOrDefault(id, BigDecimal.ZERO).compareTo(limit.decimalValue()) >= 0;
  }

  private JsonNode list(VendorCall call) {
    call.takes("current_page", "page_size", "workspace_id");
    return page(call, keys.values().stream().map(this::shown).toList());
  }

  static JsonNode page(VendorCall call, List<? extends JsonNode> all) {
    int size = call.number("page_size", 50);
    if (size > MOST_PAGE) {
      throw new VendorError(400, "page_size must be at most 100");
    }
    ObjectNode answer = VendorCall.object().put("object", "list").put("total", all.size());
    ArrayNode data = answer.putArray("data");
    all.stream().skip((long) size * call.number("current_page", 0)).limit(size).forEach(data::add);
    return answer;
  }

  private ObjectNode shown(ObjectNode key) {
    String id = key.path("id").asString();
    return key.deepCopy().put("status", exhausted(key, id) ? "exhausted" : "active");
  }

  private JsonNode create(VendorCall call) {
    ObjectNode body = call.takes().fields(KEY_FIELDS);
    if (body.path("name").asString("").isEmpty() || body.path("scopes").isEmpty()) {
      throw new VendorError(400, "name and scopes are required");
    }
    check(call, body);
    String id = UUID.randomUUID().toString();
    ObjectNode key = VendorCall.object().put("id", id).put("object", "api-key");
    key.put("type", "workspace-service").put("organisation_id", "org-1");
    key.put("created_at", clock.instant().toString()).put("key", "pk***");
    key.setAll(body);
    keys.put(id, key);
    return VendorCall.object().put("id", id).put("key", secret(id)).put("object", "api-key");
  }

  private String secret(String id) {
    String text = "pk-" + UUID.randomUUID().toString().replace("-", "");
    secrets.put(text, new Secret(id, null));
    return text;
  }

  private static void check(VendorCall call, ObjectNode body) {
    JsonNode usage = body.path("usage_limits");
    if (usage.isObject()) {
      call.only(usage, Set.of("type", "credit_limit", "alert_threshold", "periodic_reset"));
      JsonNode credit = usage.path("credit_limit");
      if (!credit.isIntegralNumber() || credit.asLong() < 1) {
        throw new VendorError(400, "credit_limit must be a whole number of at least 1");
      }
      alert(usage);
    }
    for (JsonNode rate : body.path("rate_limits")) {
      call.only(rate, Set.of("type", "unit", "value"));
      if (!UNITS.contains(rate.path("unit").asString(""))) {
        throw new VendorError(400, "invalid unit");
      }
    }
    JsonNode defaults = body.path("defaults");
    if (defaults.isObject()) {
      call.only(defaults, Set.of("metadata", "config_id", "allow_config_override"));
      for (var field : defaults.path("metadata").properties()) {
        if (!field.getValue().isString() || field.getValue().asString().length() > 128) {
          throw new VendorError(400, "metadata values are strings of at most 128 characters");
        }
      }
    }
  }

  static void alert(JsonNode limits) {
    JsonNode alert = limits.path("alert_threshold");
    JsonNode credit = limits.path("credit_limit");
    if (alert.isNumber() && alert.decimalValue().compareTo(credit.decimalValue()) >= 0) {
      throw new VendorError(400, "alert_threshold must be less than credit_limit");
    }
    JsonNode reset = limits.path("periodic_reset");
    if (reset.isString() && !Set.of("weekly", "monthly").contains(reset.asString())) {
      throw new VendorError(400, "periodic_reset must be monthly or weekly");
    }
  }

  private JsonNode update(VendorCall call) {
    ObjectNode key = found(call.takes());
    ObjectNode body =
        call.fields(
            "name",
            "scopes",
            "description",
            "usage_limits",
            "rate_limits",
            "defaults",
            "alert_emails",
            "expires_at",
            "rotation_policy",
            "reset_usage");
    check(call, body);
    if (body.path("reset_usage").asBoolean(false)) {
      spent.remove(key.path("id").asString());
    }
    body.remove("reset_usage");
    key.setAll(body);
    return VendorCall.object();
  }

  private ObjectNode found(VendorCall call) {
    ObjectNode key = keys.get(call.parts().getFirst());
    if (key == null) {
      throw new VendorError(404, "API key not found");
    }
    return key;
  }

  private @Nullable JsonNode delete(VendorCall call) {
    found(call.takes());
    keys.remove(call.parts().getFirst());
    return null;
  }

  private JsonNode rotate(VendorCall call) {
    String id = found(call.takes()).path("id").asString();
    long grace = call.fields("key_transition_period_ms").path("key_transition_period_ms").asLong();
    if (grace < 1_800_000) {
      throw new VendorError(400, "key_transition_period_ms must be at least 1800000");
    }
    Instant until = clock.instant().plusMillis(grace);
    secrets.replaceAll(
        (text, old) -> old.id().equals(id) && old.until() == null ? new Secret(id, until) : old);
    return VendorCall.object()
        .put("id", id)
        .put("key", secret(id))
        .put("key_transition_expires_at", until.toString());
  }

  private JsonNode cost(VendorCall call) {
    call.takes("time_of_generation_min", "time_of_generation_max", "api_key_ids", "workspace_slug");
    Instant from = Instant.parse(String.valueOf(call.parameter("time_of_generation_min")));
    BigDecimal dollars =
        from.isAfter(clock.instant())
            ? BigDecimal.ZERO
            : spent.getOrDefault(call.parameter("api_key_ids"), BigDecimal.ZERO);
    ObjectNode answer = VendorCall.object().put("object", "analytics-graph");
    answer.putObject("summary").put("total", dollars.movePointRight(2).toPlainString());
    answer.putArray("data_points");
    return answer;
  }

  private JsonNode audit(VendorCall call) {
    call.takes(
        "start_time", "end_time", "organisation_id", "workspace_id", "current_page", "page_size");
    if (!"org-1".equals(call.parameter("organisation_id"))) {
      throw new VendorError(400, "organisation_id is required");
    }
    ObjectNode answer = VendorCall.object().put("object", "list").put("total", keys.size());
    ArrayNode records = answer.putArray("records");
    for (String id : keys.keySet()) {
      records
          .addObject()
          .put("timestamp", clock.instant().toString())
          .put("method", "PUT")
          .put("uri", "/v1/api-keys/" + id)
          .put("request_body", "{\"key\":\"sk-provider-secret\"}")
          .put("user_id", "ada")
          .put("user_type", "user")
          .put("response_status_code", 200)
          .put("resource_type", "api_key")
          .put("action", "update");
    }
    return answer;
  }

  @Override
  protected JsonNode error(int status, String message) {
    String code =
        switch (status) {
          case 401 -> "AB05";
          case 403 -> "AB03";
          case 404 -> "AB02";
          case 409 -> "AB07";
          case 429 -> "AB06";
          case 500 -> "AB04";
          default -> "AB01";
        };
    ObjectNode answer = VendorCall.object().put("success", false);
    answer.putObject("data").put("message", message).put("errorCode", code);
    return answer;
  }
}
