package dev.plumbline.gateway.admin;

import dev.plumbline.control.AuditEntry;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.usage.remote.WireJson;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How things stand: budgets, reservations, targets, and who changed what. */
final class StatusOperations {
  private StatusOperations() {}

  /** What can be looked at. */
  static List<Operation> all() {
    return List.of(
        Operation.of(
            "whoami",
            "GET",
            "whoami",
            Role.READER,
            "Says whose token this is.",
            Schema.object("").needs("name", Schema.text("")).needs("role", Schema.text("")),
            call ->
                Answer.ok(
                    WireJson.object()
                        .put("name", call.who().name())
                        .put("role", call.who().role().name().toLowerCase(Locale.ROOT)))),
        Operation.of(
                "budget_states",
                "GET",
                "budget-states",
                Role.READER,
                "Says how budgets stand, the fullest first.",
                AnswerSchemas.whole("BudgetState"),
                StatusOperations::budgets)
            .with(new Parameter("budget", Schema.text("The id of one budget."))),
        Operation.of(
            "list_reservations",
            "GET",
            "reservations",
            Role.READER,
            "Lists what is held for requests under way, the oldest first.",
            AnswerSchemas.whole("Reservation"),
            call -> Lists.whole(call.parts().guard().open(), StatusOperations::json)),
        Operation.of(
                "list_audit",
                "GET",
                "audit",
                Role.READER,
                "Lists who changed what, the newest first.",
                AnswerSchemas.whole("AuditEntry"),
                StatusOperations::audit)
            .with(new Parameter("limit", Schema.whole("100 when left out.", 1, 1000))),
        Operation.of(
            "health",
            "GET",
            "health",
            Role.READER,
            "Says how the gateway and its targets do.",
            Schema.ref("Health"),
            StatusOperations::health),
        Operation.of(
            "openapi",
            "GET",
            "openapi.json",
            Role.READER,
            "This document.",
            Schema.object("An OpenAPI document.").open(),
            call -> Answer.ok(OpenApi.document())));
  }

  private static Answer budgets(AdminCall call) {
    Optional<String> wanted = call.parameter("budget");
    List<Budget> budgets =
        wanted
            .map(id -> {
              Entry entry = Changes.find(call.state(), EntryKind.BUDGET, id);
              return entry instanceof Budget budget ? List.of(budget) : List.<Budget>of();
            })
            .orElseGet(() -> call.state().budgets());
    List<BudgetState> states =
        call.parts().guard().states(budgets, call.parts().clock().instant()).stream()
            .sorted(Comparator.comparing(StatusOperations::used).reversed())
            .toList();
    return Lists.whole(states, StatusOperations::json);
  }

  private static BigDecimal used(BudgetState state) {
    return state.spent().add(state.reserved()).divide(state.limit(), MathContext.DECIMAL64);
  }

  private static JsonNode json(BudgetState state) {
    ObjectNode json = WireJson.object();
    write(json, state);
    return json;
  }

  /** Writes how a budget stands. */
  static void write(ObjectNode json, BudgetState state) {
    Budget budget = state.budget();
    json.put("budget", budget.id())
        .put("name", budget.name())
        .put("level", budget.scope().level().label())
        .put("value", state.value())
        .put("limit_usd", plain(state.limit()))
        .put("spent_usd", plain(state.spent()))
        .put("reserved_usd", plain(state.reserved()))
        .put("left_usd", plain(state.left()))
        .put("resets", state.resets() == null ? null : state.resets().toString());
  }

  private static JsonNode json(Reservation held) {
    ObjectNode json =
        WireJson.object()
            .put("request", held.id())
            .put("time", held.time().toString())
            .put("key", held.subject().key())
            .put("model", held.subject().model());
    json.put("cost_usd", plain(held.cost())).put("tokens", held.tokens());
    held.budgets().forEach(budget -> json.withArray("budgets").add(budget.id()));
    held.limits().forEach(limit -> json.withArray("limits").add(limit.id()));
    json.withArray("budgets");
    json.withArray("limits");
    return json.put("lasts", held.lasts().toString());
  }

  /** An amount as people write it; null stays null. */
  static @Nullable BigDecimal plain(@Nullable BigDecimal amount) {
    if (amount == null) {
      return null;
    }
    BigDecimal bare = amount.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }

  private static Answer audit(AdminCall call) {
    return Lists.whole(
        call.parts().store().audit(call.number("limit", 100, 1, 1000)), StatusOperations::json);
  }

  private static JsonNode json(AuditEntry entry) {
    ObjectNode json =
        WireJson.object()
            .put("time", entry.time().toString())
            .put("actor", entry.actor())
            .put("kind", entry.kind())
            .put("id", entry.id())
            .put("revision", entry.revision());
    set(json, "before", entry.before());
    set(json, "after", entry.after());
    return json;
  }

  private static void set(ObjectNode json, String field, @Nullable String text) {
    if (text == null) {
      json.putNull(field);
    } else {
      json.set(field, EntryJson.parse(text));
    }
  }

  private static Answer health(AdminCall call) {
    AdminParts parts = call.parts();
    ObjectNode json =
        WireJson.object()
            .put("store", parts.store().location())
            .put("revision", parts.feed().view().state().revision())
            .put("stale_seconds", parts.feed().staleFor().toSeconds())
            .put("reservations", parts.guard().open().size());
    ArrayNode targets = json.putArray("targets");
    for (ProviderHealth target : parts.health().get()) {
      ObjectNode one =
          targets
              .addObject()
              .put("provider", target.provider())
              .put("model", target.model())
              .put("breaker", target.breaker());
      one.put("failure_percent", target.failurePercent()).put("last_error", target.lastError());
      one.put(
          "last_error_time",
          target.lastErrorTime() == null ? null : target.lastErrorTime().toString());
    }
    return Answer.ok(json);
  }
}
