package dev.plumbline.testkit.vendors;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Portkey's policies for usage and rates. */
final class PortkeyPolicies {
  private static final Set<String> KEYS =
      Set.of("api_key", "workspace_id", "organisation_id", "model");

  private final Map<String, ObjectNode> all = new LinkedHashMap<>();
  private final Map<String, Map<String, BigDecimal>> usage = new LinkedHashMap<>();
  private boolean enterprise = true;

  void enterprise(boolean has) {
    enterprise = has;
  }

  void routes(String kind, RouteTable table) {
    String path = "/policies/" + kind;
    boolean cost = kind.equals("usage-limits");
    table.on("GET", path, call -> list(call, kind));
    table.on("POST", path, call -> create(call, kind, cost));
    table.on("GET", path + "/([^/]+)", call -> found(call.takes("include_usage")));
    table.on("PUT", path + "/([^/]+)", call -> update(call, cost));
    table.on("DELETE", path + "/([^/]+)", this::archive);
    table.on("GET", path + "/([^/]+)/entities", this::entities);
  }

  private JsonNode list(VendorCall call, String kind) {
    call.takes("current_page", "page_size", "workspace_id", "status", "type");
    checkPlan();
    return PortkeyServer.page(
        call,
        all.values().stream()
            .filter(policy -> policy.path("object").asString().equals(kind))
            .toList());
  }

  private void checkPlan() {
    if (!enterprise) {
      throw new VendorError(403, "Policies are not part of your plan");
    }
  }

  private JsonNode create(VendorCall call, String kind, boolean cost) {
    checkPlan();
    ObjectNode body =
        cost
            ? call.takes()
                .fields(
                    "conditions",
                    "group_by",
                    "type",
                    "credit_limit",
                    "name",
                    "alert_threshold",
                    "periodic_reset",
                    "workspace_id")
            : call.takes()
                .fields(
                    "conditions",
                    "group_by",
                    "type",
                    "unit",
                    "value",
                    "name",
                    "target",
                    "workspace_id");
    for (String part : List.of("conditions", "group_by")) {
      if (body.path(part).isEmpty()) {
        throw new VendorError(400, part + " must have at least one entry");
      }
      for (JsonNode one : body.path(part)) {
        call.only(one, Set.of("key", "value", "excludes"));
        String key = one.path("key").asString("");
        if (!KEYS.contains(key) && !key.startsWith("metadata.")) {
          throw new VendorError(400, "unknown key " + key);
        }
      }
    }
    PortkeyServer.alert(body);
    String id = UUID.randomUUID().toString();
    all.put(id, body.deepCopy().put("id", id).put("status", "active").put("object", kind));
    return VendorCall.object().put("id", id).put("object", "policy");
  }

  private JsonNode update(VendorCall call, boolean cost) {
    ObjectNode policy = found(call.takes());
    ObjectNode body =
        cost
            ? call.fields("name", "credit_limit", "alert_threshold", "periodic_reset")
            : call.fields("name", "unit", "value");
    policy.setAll(body);
    PortkeyServer.alert(policy);
    return VendorCall.object();
  }

  private ObjectNode found(VendorCall call) {
    ObjectNode policy = all.get(call.parts().getFirst());
    if (policy == null) {
      throw new VendorError(404, "Policy not found");
    }
    return policy;
  }

  private @Nullable JsonNode archive(VendorCall call) {
    found(call.takes()).put("status", "archived");
    return null;
  }

  private JsonNode entities(VendorCall call) {
    found(call.takes("current_page", "page_size", "status"));
    Map<String, BigDecimal> used = usage.getOrDefault(call.parts().getFirst(), Map.of());
    List<ObjectNode> entities =
        used.entrySet().stream()
            .map(entry ->
                VendorCall.object()
                    .put("id", "entity-" + entry.getKey())
                    .put("value_key", entry.getKey())
                    .put("current_usage", entry.getValue()))
            .toList();
    return PortkeyServer.page(call, entities);
  }

  boolean admit(JsonNode metadata, String key) {
    for (ObjectNode policy : all.values()) {
      Optional<String> value = value(policy, metadata, key);
      if (value.isPresent()) {
        BigDecimal used =
            usage
                .getOrDefault(policy.path("id").asString(), Map.of())
                .getOrDefault(value.get(), BigDecimal.ZERO);
        String limit = policy.has("credit_limit") ? "credit_limit" : "value";
        if (used.compareTo(policy.path(limit).decimalValue()) >= 0) {
          return false;
        }
      }
    }
    return true;
  }

  void charge(JsonNode metadata, String key, BigDecimal cost) {
    for (ObjectNode policy : all.values()) {
      BigDecimal amount = policy.has("credit_limit") ? cost : BigDecimal.ONE;
      value(policy, metadata, key)
          .ifPresent(value ->
              usage
                  .computeIfAbsent(policy.path("id").asString(), id -> new LinkedHashMap<>())
                  .merge(value, amount, BigDecimal::add));
    }
  }

  /** The value whose usage counts; empty where the policy does not apply. */
  private static Optional<String> value(ObjectNode policy, JsonNode metadata, String key) {
    JsonNode condition = policy.path("conditions").path(0);
    String name = condition.path("key").asString();
    String own =
        name.equals("api_key")
            ? key
            : metadata.path(name.replaceFirst("^metadata\\.", "")).asString("");
    String wanted = condition.path("value").asString();
    boolean applies =
        policy.path("status").asString().equals("active")
            && !own.isEmpty()
            && (wanted.equals("*") || wanted.equals(own));
    return applies ? Optional.of(own) : Optional.empty();
  }
}
