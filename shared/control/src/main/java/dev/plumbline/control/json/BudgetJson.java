package dev.plumbline.control.json;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Budgets and limits as JSON. */
final class BudgetJson {
  private static final List<Integer> THRESHOLDS = List.of(80, 100);

  private BudgetJson() {}

  static void write(ObjectNode json, Budget budget) {
    json.put("name", budget.name());
    scope(json, budget.scope());
    json.put("limit_usd", Decimals.plain(budget.limit()));
    json.putObject("window")
        .put("period", lower(budget.window().period()))
        .put("rolling", budget.window().rolling())
        .put("zone", budget.window().zone().getId());
    json.put("at_limit", lower(budget.atLimit()));
    json.put("degrade_to", budget.degradeTo());
    ArrayNode thresholds = json.putArray("thresholds");
    budget.thresholds().forEach(thresholds::add);
    ArrayNode extras = json.putArray("extras");
    for (Budget.Extra extra : budget.extras()) {
      extras
          .addObject()
          .put("amount_usd", Decimals.plain(extra.amount()))
          .put("value", extra.value())
          .put("from", extra.from().toString())
          .put("until", extra.until().toString())
          .put("reason", extra.reason());
    }
  }

  static void write(ObjectNode json, Limit limit) {
    scope(json, limit.scope());
    json.put("kind", lower(limit.kind()));
    json.put("amount", limit.amount());
    json.put("per", limit.per().toString());
  }

  static Budget budget(JsonFields fields, String id, long version) {
    String name = fields.text("name", id);
    Scope scope = scope(fields);
    var limit = fields.needed("limit_usd", fields.decimal("limit_usd"));
    Window window = window(fields.needed("window", fields.object("window")));
    AtLimit atLimit = fields.choice("at_limit", AtLimit.class);
    String degradeTo = fields.text("degrade_to");
    List<Integer> thresholds =
        fields.take("thresholds") == null
            ? THRESHOLDS
            : fields.list(
                "thresholds",
                (place, value) -> {
                  if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                    throw fields.wrong(place, value, "Give a whole percentage.");
                  }
                  return value.intValue();
                });
    return new Budget(
        id,
        name,
        scope,
        limit,
        window,
        atLimit == null ? AtLimit.REFUSE : atLimit,
        degradeTo,
        thresholds,
        fields.list("extras", (place, value) -> extra(fields.within(place, value))),
        version);
  }

  private static Budget.Extra extra(JsonFields fields) {
    Budget.Extra extra =
        new Budget.Extra(
            fields.needed("amount_usd", fields.decimal("amount_usd")),
            fields.text("value"),
            fields.needed("from", fields.time("from")),
            fields.needed("until", fields.time("until")),
            fields.text("reason", ""));
    fields.end();
    return extra;
  }

  static Limit limit(JsonFields fields, String id, long version) {
    return new Limit(
        id,
        scope(fields),
        fields.needed("kind", fields.choice("kind", Limit.Kind.class)),
        fields.needed("amount", fields.whole("amount")),
        fields.duration("per", Duration.ofMinutes(1)),
        version);
  }

  private static Window window(JsonFields fields) {
    Period period = fields.needed("period", fields.choice("period", Period.class));
    boolean rolling = fields.flag("rolling", false);
    ZoneId zone =
        fields.parsed("zone", ZoneId::of, "Give the name of a time zone such as Europe/Berlin.");
    fields.end();
    return new Window(period, rolling, zone == null ? ZoneOffset.UTC : zone);
  }

  static void scope(ObjectNode json, Scope scope) {
    json.putObject("scope").put("level", scope.level().label()).put("value", scope.value());
  }

  static Scope scope(JsonFields entry) {
    return scopeIn(entry.needed("scope", entry.object("scope")));
  }

  static Scope scopeIn(JsonFields fields) {
    Level level = fields.needed("level", fields.choice("level", Level.class));
    String value = fields.text("value", Scope.EACH);
    fields.end();
    return new Scope(level, value);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
