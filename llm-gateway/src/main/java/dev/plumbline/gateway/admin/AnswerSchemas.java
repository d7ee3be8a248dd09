package dev.plumbline.gateway.admin;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Level;
import dev.plumbline.mcp.access.Role;
import java.util.Map;

/** The schemas of what else the admin API takes and answers. */
final class AnswerSchemas {
  private AnswerSchemas() {}

  /** By their names among the components. */
  static void add(Map<String, Schema> all) {
    all.put("Error", error());
    all.put(
        "KeyMade",
        Schema.object("A key with its secret, shown this once.")
            .needs("key", Schema.text("The whole key, for the application."))
            .needs("entry", Schema.ref("Key")));
    all.put("Token", token());
    all.put(
        "TokenMade",
        Schema.object("A token, shown this once.")
            .needs("token", Schema.text(""))
            .needs("entry", Schema.ref("Token")));
    all.put("BudgetState", budgetState());
    all.put("Check", check());
    all.put("Replay", replay());
    all.put("Reservation", reservation());
    all.put("AuditEntry", audit());
    all.put("Health", health());
  }

  /** A page of a list. */
  static Schema page(String item) {
    return Schema.object("")
        .needs("items", Schema.list("", Schema.ref(item)))
        .needs("next", Schema.text("Ask again with after=this; null at the end.").orNull());
  }

  /** A list that comes whole. */
  static Schema whole(String item) {
    return Schema.object("").needs("items", Schema.list("", Schema.ref(item)));
  }

  private static Schema error() {
    return Schema.object("")
        .needs(
            "error",
            Schema.object("")
                .needs("code", Schema.text("Stable."))
                .needs("message", Schema.text("What went wrong, and with which value."))
                .needs("next", Schema.text("What to do.")));
  }

  private static Schema token() {
    return Schema.object("A token of the admin API, without its secret.")
        .needs("name", Schema.text(""))
        .needs("public", Schema.text("Its public part."))
        .needs("role", Schema.choice("", Role.values()))
        .needs("created", Schema.time(""))
        .needs("expires", Schema.time("").orNull());
  }

  private static Schema budgetState() {
    return Schema.object("How a budget stands for one value of its scope.")
        .needs("budget", Schema.text("Its id."))
        .needs("name", Schema.text(""))
        .needs("level", Schema.choice("", Level.values()))
        .needs("value", Schema.text(""))
        .needs("limit_usd", Schema.amount(""))
        .needs("spent_usd", Schema.amount("Settled."))
        .needs("reserved_usd", Schema.amount("Held for requests under way."))
        .needs("left_usd", Schema.amount(""))
        .needs("resets", Schema.time("").orNull());
  }

  private static Schema check() {
    return Schema.object("Whether a request would pass.")
        .needs("passes", Schema.flag(""))
        .needs("code", Schema.text("What would refuse it.").orNull())
        .needs("message", Schema.text("The refusal in words."))
        .needs("cost_usd", Schema.amount("The most it may cost; null without a price.").orNull())
        .needs("route", Schema.text("Where it would go.").orNull())
        .needs(
            "budgets",
            Schema.list(
                "All that would count it, before this request.",
                budgetState().needs("at_limit", Schema.choice("", AtLimit.values()))));
  }

  private static Schema replay() {
    Schema hit =
        Schema.object("Requests without room of one key and user.")
            .needs("value", Schema.text("Whose budget was used up."))
            .needs("key", Schema.text(""))
            .needs("user", Schema.text("").orNull())
            .needs("requests", Schema.whole(""))
            .needs("cost_usd", Schema.amount("What they did cost."));
    return Schema.object("What a budget would have done to the requests of a time.")
        .needs("requests", Schema.whole("Those that it counts."))
        .needs("cost_usd", Schema.amount("What they did cost."))
        .needs("over", Schema.whole("Those without room in it."))
        .needs("over_cost_usd", Schema.amount("What those did cost."))
        .needs("unpriced", Schema.whole("Those of unknown cost, which pass and are not counted."))
        .needs("first", Schema.time("The first without room.").orNull())
        .needs("hit", Schema.list("Whom it would have hit, most requests first.", hit));
  }

  private static Schema reservation() {
    return Schema.object("What a request under way may come to cost.")
        .needs("request", Schema.text(""))
        .needs("time", Schema.time(""))
        .needs("key", Schema.text(""))
        .needs("model", Schema.text(""))
        .needs("cost_usd", Schema.amount("Null when it cannot be priced.").orNull())
        .needs("tokens", Schema.whole(""))
        .needs("budgets", Schema.list("Their ids.", Schema.text("")))
        .needs("limits", Schema.list("Their ids.", Schema.text("")))
        .needs("lasts", Schema.duration("How long it is held when nobody settles it."));
  }

  private static Schema audit() {
    return Schema.object("One change of the set-up.")
        .needs("time", Schema.time(""))
        .needs("actor", Schema.text(""))
        .needs("kind", Schema.text(""))
        .needs("id", Schema.text(""))
        .needs("revision", Schema.whole(""))
        .needs("before", Schema.texts("Null when it was added.").open().orNull())
        .needs("after", Schema.texts("Null when it was deleted.").open().orNull());
  }

  private static Schema health() {
    Schema provider =
        Schema.object("One target of requests.")
            .needs("provider", Schema.text(""))
            .needs("model", Schema.text(""))
            .needs("breaker", Schema.text("closed, open or half_open."))
            .needs("failure_percent", Schema.number("").orNull())
            .needs("last_error", Schema.text("").orNull())
            .needs("last_error_time", Schema.time("").orNull());
    return Schema.object("How the gateway does.")
        .needs("store", Schema.text("Where the set-up is kept."))
        .needs("revision", Schema.whole("Of the set-up."))
        .needs("stale_seconds", Schema.whole("How long ago the set-up was known to be current."))
        .needs("reservations", Schema.whole("Requests that hold money or a limit now."))
        .needs("targets", Schema.list("", provider));
  }
}
