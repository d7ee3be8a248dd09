package dev.plumbline.gateway.admin;

import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.ControlView;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.control.ledger.LedgerHistory;
import dev.plumbline.control.replay.BudgetReplay;
import dev.plumbline.control.replay.Replayed;
import dev.plumbline.control.rules.EntryRules;
import dev.plumbline.gateway.access.Caller;
import dev.plumbline.gateway.budget.Rehearsal.Rehearsed;
import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.usage.remote.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Trying out: would a request pass, and what would a budget have done. */
final class BudgetOperations {
  private static final Duration LONGEST = Duration.ofDays(400);

  private BudgetOperations() {}

  /** What can be tried. */
  static List<Operation> all() {
    Schema wanted =
        Schema.object("A request to come.")
            .needs("key", Schema.text("The public part of the key that would send it."))
            .needs("model", Schema.text("The model or route."))
            .may("input_tokens", Schema.whole("0 when left out.", 0, Integer.MAX_VALUE))
            .may(
                "output_tokens",
                Schema.whole("The most; unbounded when left out.", 0, Integer.MAX_VALUE))
            .may("user", Schema.text("As its header would say."))
            .may("task", Schema.text("As its header would say."));
    Schema replay =
        Schema.object("A budget, which need not be set up, and a time.")
            .needs("budget", Schema.ref("Budget"))
            .needs("from", Schema.time("Included."))
            .needs("to", Schema.time("Excluded; at most 400 days later."));
    return List.of(
        Operation.of(
                "check_request",
                "POST",
                "check",
                Role.READER,
                "Says whether a request would pass its budgets now; nothing is held or counted.",
                Schema.ref("Check"),
                BudgetOperations::check)
            .taking(wanted),
        Operation.of(
                "replay_budget",
                "POST",
                "replay",
                Role.READER,
                "Says what a budget would have done to the requests of a time.",
                Schema.ref("Replay"),
                BudgetOperations::replay)
            .taking(replay));
  }

  private static Answer check(AdminCall call) {
    Taken taken = new Taken(call.object());
    String id = taken.required("key");
    String model = taken.required("model");
    long input = taken.whole("input_tokens", 0);
    long output = taken.whole("output_tokens", -1);
    String user = taken.text("user");
    String task = taken.text("task");
    taken.end();
    Instant now = call.parts().clock().instant();
    if (!(Changes.find(call.state(), EntryKind.KEY, id) instanceof VirtualKey key)) {
      throw new IllegalStateException(id + " is no key");
    }
    Caller caller =
        new Caller(
            key,
            user == null ? key.owner().user() : user,
            task == null ? key.owner().task() : task,
            null,
            new TreeMap<>());
    LlmCall asked =
        new LlmCall(
            "", Endpoint.CHAT_COMPLETIONS, WireJson.object(), model, false, new TreeMap<>());
    Rehearsed rehearsed =
        call.parts()
            .rehearsal()
            .of(
                asked,
                new Demand(input, output, false, false, false),
                caller,
                call.parts().feed().view(),
                now);
    return Answer.ok(json(rehearsed, call.parts().rehearsal().keptOut(key, now)));
  }

  private static ObjectNode json(Rehearsed rehearsed, @Nullable CallRefused keptOut) {
    CallRefused refusal = keptOut == null ? rehearsed.refusal() : keptOut;
    ObjectNode json =
        WireJson.object()
            .put("passes", refusal == null)
            .put("code", refusal == null ? null : refusal.code())
            .put("message", refusal == null ? "" : refusal.text())
            .put("cost_usd", StatusOperations.plain(rehearsed.cost()))
            .put("route", rehearsed.route());
    ArrayNode budgets = json.putArray("budgets");
    for (BudgetState state : rehearsed.budgets()) {
      ObjectNode one = budgets.addObject();
      StatusOperations.write(one, state);
      one.put("at_limit", state.budget().atLimit().name().toLowerCase(Locale.ROOT));
    }
    return json;
  }

  private static Answer replay(AdminCall call) {
    Taken taken = new Taken(call.object());
    ObjectNode given = taken.object("budget");
    Instant from = taken.time("from");
    Instant to = taken.time("to");
    taken.end();
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new Failure.InvalidInput(
          "The time from %s to %s is empty or longer than 400 days.".formatted(from, to),
          "Choose a shorter one.");
    }
    if (!(EntryJson.read(EntryKind.BUDGET, given) instanceof Budget budget)) {
      throw new IllegalStateException("a budget that is none");
    }
    EntryRules.check(call.state(), budget);
    ControlView view = call.parts().feed().view();
    Replayed replayed =
        BudgetReplay.run(
            call.parts().reader(),
            budget,
            new TimeRange(from, to, ZoneOffset.UTC),
            List.of(LedgerHistory.GATEWAY),
            event -> call.parts().rehearsal().cheaper(event, budget, view));
    return Answer.ok(json(replayed));
  }

  private static ObjectNode json(Replayed replayed) {
    Instant first = replayed.first();
    ObjectNode json =
        WireJson.object()
            .put("requests", replayed.requests())
            .put("cost_usd", StatusOperations.plain(replayed.cost()))
            .put("over", replayed.over())
            .put("over_cost_usd", StatusOperations.plain(replayed.overCost()))
            .put("unpriced", replayed.unpriced())
            .put("first", first == null ? null : first.toString());
    ArrayNode hits = json.putArray("hit");
    for (Replayed.Hit hit : replayed.hit()) {
      hits.addObject()
          .put("value", hit.value())
          .put("key", hit.key())
          .put("user", hit.user())
          .put("requests", hit.requests())
          .put("cost_usd", StatusOperations.plain(hit.cost()));
    }
    return json;
  }
}
