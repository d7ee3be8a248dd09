package dev.plumbline.admin.backend.gateway;

import dev.plumbline.admin.backend.RequestCheck;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.AuditEntry;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.replay.Replayed;
import dev.plumbline.kernel.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what the admin API answers beside entries. */
final class GatewayAnswers {
  /** How budgets stand; states of budgets that were removed meanwhile are left out. */
  List<BudgetState> states(JsonNode answer, List<Budget> budgets) {
    Map<String, Budget> byId =
        budgets.stream().collect(Collectors.toMap(Budget::id, Function.identity()));
    List<BudgetState> states = new ArrayList<>();
    for (JsonNode item : answer.path("items")) {
      Budget budget = byId.get(item.path("budget").asString(""));
      if (budget != null) {
        states.add(
            new BudgetState(
                budget,
                item.path("value").asString(""),
                dollars(item, "limit_usd"),
                dollars(item, "spent_usd"),
                dollars(item, "reserved_usd"),
                time(item, "resets")));
      }
    }
    return states;
  }

  RequestCheck check(JsonNode answer) {
    List<RequestCheck.Room> rooms = new ArrayList<>();
    for (JsonNode item : answer.path("budgets")) {
      rooms.add(
          new RequestCheck.Room(
              item.path("budget").asString(""),
              item.path("name").asString(""),
              item.path("level").asString(""),
              item.path("value").asString(""),
              dollars(item, "left_usd"),
              AtLimit.valueOf(item.path("at_limit").asString("").toUpperCase(Locale.ROOT))));
    }
    return new RequestCheck(
        text(answer, "code"),
        answer.path("message").asString(""),
        answer.path("cost_usd").isNumber() ? dollars(answer, "cost_usd") : null,
        text(answer, "route"),
        rooms);
  }

  Replayed replayed(JsonNode answer, Budget budget, TimeRange range) {
    List<Replayed.Hit> hits = new ArrayList<>();
    for (JsonNode item : answer.path("hit")) {
      hits.add(
          new Replayed.Hit(
              item.path("value").asString(""),
              item.path("key").asString(""),
              text(item, "user"),
              item.path("requests").asLong(),
              dollars(item, "cost_usd")));
    }
    return new Replayed(
        budget,
        range,
        answer.path("requests").asLong(),
        dollars(answer, "cost_usd"),
        answer.path("over").asLong(),
        dollars(answer, "over_cost_usd"),
        answer.path("unpriced").asLong(),
        time(answer, "first"),
        hits);
  }

  AuditEntry audit(JsonNode item) {
    return new AuditEntry(
        Instant.parse(item.path("time").asString()),
        item.path("actor").asString(""),
        item.path("kind").asString(""),
        item.path("id").asString(""),
        item.path("before").isObject() ? item.path("before").toString() : null,
        item.path("after").isObject() ? item.path("after").toString() : null,
        item.path("revision").asLong());
  }

  private static BigDecimal dollars(JsonNode json, String field) {
    return json.path(field).decimalValue();
  }

  private static @Nullable Instant time(JsonNode json, String field) {
    String text = text(json, field);
    return text == null ? null : Instant.parse(text);
  }

  private static @Nullable String text(JsonNode json, String field) {
    return json.path(field).isString() ? json.path(field).asString() : null;
  }
}
