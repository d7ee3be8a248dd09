package dev.plumbline.testkit.vendors;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The teams and users of a LiteLLM proxy, and what it counts. */
final class LiteLlmGroups {
  private static final String[] TEAM = {
    "team_id",
    "team_alias",
    "members_with_roles",
    "models",
    "max_budget",
    "budget_duration",
    "tpm_limit",
    "rpm_limit",
    "metadata",
    "blocked"
  };
  private static final String[] USER = {
    "user_id",
    "user_email",
    "user_role",
    "auto_create_key",
    "max_budget",
    "budget_duration",
    "tpm_limit",
    "rpm_limit",
    "max_parallel_requests",
    "metadata"
  };

  private final Map<String, ObjectNode> teams = new LinkedHashMap<>();
  private final Map<String, ObjectNode> users = new LinkedHashMap<>();
  private final int page;

  LiteLlmGroups(int page) {
    this.page = page;
  }

  Optional<ObjectNode> team(String id) {
    return Optional.ofNullable(teams.get(id));
  }

  JsonNode listTeams(VendorCall call) {
    call.takes("user_id", "organization_id");
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    teams.values().forEach(all::add);
    return all;
  }

  JsonNode newTeam(VendorCall call) {
    return add(teams, "team_id", call.takes().fields(TEAM));
  }

  JsonNode updateTeam(VendorCall call) {
    return update(teams, "team_id", call.takes().fields(TEAM));
  }

  JsonNode newUser(VendorCall call) {
    return add(users, "user_id", call.takes().fields(USER));
  }

  JsonNode updateUser(VendorCall call) {
    return update(users, "user_id", call.takes().fields(USER));
  }

  private static JsonNode add(Map<String, ObjectNode> all, String idField, ObjectNode body) {
    String id = body.path(idField).asString("");
    if (id.isEmpty() || all.containsKey(id)) {
      throw new VendorError(400, idField + " = " + id + " already exists.");
    }
    all.put(id, body.deepCopy().put("spend", BigDecimal.ZERO));
    return body;
  }

  private static JsonNode update(Map<String, ObjectNode> all, String idField, ObjectNode body) {
    ObjectNode group = all.get(body.path(idField).asString(""));
    if (group == null) {
      throw new VendorError(404, idField + " not found");
    }
    group.setAll(body);
    return group;
  }

  JsonNode listUsers(VendorCall call) {
    call.takes("page", "page_size", "user_ids", "role");
    int size = Math.min(page, call.number("page_size", 25));
    int number = call.number("page", 1);
    ObjectNode answer = VendorCall.object();
    ArrayNode shown = answer.putArray("users");
    users.values().stream().skip((number - 1L) * size).limit(size).forEach(shown::add);
    int pages = (users.size() + size - 1) / size;
    return answer.put("total", users.size()).put("page", number).put("total_pages", pages);
  }

  static JsonNode models(VendorCall call) {
    ObjectNode answer = VendorCall.object();
    ArrayNode data = answer.putArray("data");
    for (String provider : List.of("openai", "azure")) {
      ObjectNode model = data.addObject().put("model_name", "gpt-5-mini");
      model
          .putObject("litellm_params")
          .put("model", provider + "/gpt-5-mini")
          .put("api_base", "https://secret.example")
          .put("api_key", "sk-leaked-provider-key");
      model.putObject("model_info").put("litellm_provider", provider).put("key", "gpt-5-mini");
    }
    return answer;
  }

  /** Whether team and user have room; a key in a team does not count for its user. */
  boolean admit(ObjectNode key) {
    ObjectNode team = teams.get(key.path("team_id").asString(""));
    ObjectNode user = users.get(key.path("user_id").asString(""));
    return team == null ? user == null || room(user) : room(team);
  }

  void charge(ObjectNode key, BigDecimal cost) {
    ObjectNode team = teams.get(key.path("team_id").asString(""));
    ObjectNode user = users.get(key.path("user_id").asString(""));
    if (team != null) {
      count(team, cost);
    } else if (user != null) {
      count(user, cost);
    }
  }

  static boolean room(ObjectNode holder) {
    boolean money =
        !holder.path("max_budget").isNumber()
            || holder
                    .path("spend")
                    .decimalValue()
                    .compareTo(holder.path("max_budget").decimalValue())
                < 0;
    JsonNode most = holder.path("rpm_limit");
    return money && (!most.isNumber() || holder.path("_requests").asInt(0) < most.asInt());
  }

  static void count(ObjectNode holder, BigDecimal cost) {
    holder.put("spend", holder.path("spend").decimalValue().add(cost));
    holder.put("_requests", holder.path("_requests").asInt(0) + 1);
  }

  /** When a budget starts anew. */
  static void reset(ObjectNode key, Instant now) {
    JsonNode duration = key.path("budget_duration");
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!duration.isString()) {
      key.putNull("budget_reset_at");
      return;
    }
    LocalDate next =
        duration.asString().equals("30d")
            ? today.withDayOfMonth(1).plusMonths(1)
            : today.plusDays(1);
    key.put("budget_reset_at", next.atStartOfDay(ZoneOffset.UTC).toInstant().toString());
  }

  /** A day of activity. */
  static ObjectNode day(LocalDate day, Collection<ObjectNode> keys, Set<String> without) {
    ObjectNode answer = VendorCall.object().put("date", day.toString());
    ObjectNode byKey = answer.putObject("breakdown").putObject("api_keys");
    for (ObjectNode key : keys) {
      String hash = key.path("token").asString();
      if (key.path("spend").decimalValue().signum() > 0 && !without.contains(hash)) {
        byKey.putObject(hash).putObject("metrics").set("spend", key.path("spend"));
      }
    }
    return answer;
  }
}
