package dev.plumbline.gateway.admin;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.remote.EventJson;
import dev.plumbline.usage.remote.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions to the ledger, and events from elsewhere. */
final class UsageOperations {
  private static final int MOST_EVENTS = 100_000;

  private UsageOperations() {}

  /** What can be done with the ledger. */
  static List<Operation> all() {
    Schema id = Schema.object("").needs("id", Schema.text(""));
    Schema ids = Schema.object("").needs("ids", Schema.list("At most 10,000.", Schema.text("")));
    Schema values =
        Schema.object("")
            .needs("dimension", Schema.choice("", Dimension.values()))
            .may("prefix", Schema.text("With which they begin, in any case."))
            .may("limit", Schema.whole("", 1, 10_000));
    return List.of(
        question(
                "query",
                "Answers a question about usage.",
                Schema.ref("UsageTable"),
                call -> Answer.ok(call.parts().ledger().query(call.json())))
            .taking(Schema.ref("UsageQuery")),
        question(
                "events",
                "Finds single events.",
                events("events"),
                call -> Answer.ok(call.parts().ledger().events(call.json())))
            .taking(Schema.ref("EventSearch")),
        question(
                "event",
                "Finds one event.",
                Schema.object("").needs("event", Schema.ref("UsageEvent").orNull()),
                call -> Answer.ok(call.parts().ledger().event(call.json())))
            .taking(id),
        question(
                "known",
                "Says which ids the ledger has.",
                texts("known"),
                call -> Answer.ok(call.parts().ledger().known(call.json())))
            .taking(ids),
        question(
                "values",
                "Lists the values of a dimension, most spent first.",
                texts("values"),
                call -> Answer.ok(call.parts().ledger().values(call.json())))
            .taking(values),
        Operation.of(
            "usage_health",
            "GET",
            "usage/health",
            Role.READER,
            "Says how fresh and complete the ledger is.",
            Schema.ref("LedgerHealth"),
            call -> Answer.ok(call.parts().ledger().health())),
        Operation.of(
                "import_events",
                "POST",
                "import",
                Role.OPERATOR,
                "Adds those events (JSON lines) whose ids are new, all of them or none.",
                Schema.object("")
                    .needs("added", Schema.whole("Events that were new."))
                    .needs("known", Schema.whole("Events that were there already.")),
                UsageOperations::take)
            .takingLines(Schema.ref("UsageEvent")));
  }

  private static Operation question(
      String name, String summary, Schema gives, Operation.Action action) {
    return Operation.of(
        "usage_" + name, "POST", "usage/" + name, Role.READER, summary, gives, action);
  }

  private static Schema events(String name) {
    return Schema.object("").needs(name, Schema.list("", Schema.ref("UsageEvent")));
  }

  private static Schema texts(String name) {
    return Schema.object("").needs(name, Schema.list("", Schema.text("")));
  }

  private static Answer take(AdminCall call) {
    List<UsageEvent> events = new ArrayList<>();
    int line = 0;
    for (String text : call.body().utf8().lines().toList()) {
      line++;
      if (!text.isBlank()) {
        events.add(event(line, text));
      }
      if (events.size() > MOST_EVENTS) {
        throw new Failure.InvalidInput(
            "More than " + MOST_EVENTS + " events are too many at once.", "Send them in parts.");
      }
    }
    Written written = events.isEmpty() ? new Written(0, 0) : call.parts().intake().add(events);
    return Answer.ok(WireJson.object().put("added", written.added()).put("known", written.known()));
  }

  private static UsageEvent event(int line, String text) {
    try {
      return EventJson.read(WireJson.parse(text.getBytes(StandardCharsets.UTF_8)));
    } catch (Failure.InvalidInput wrong) {
      throw new Failure.InvalidInput(
          "Line %d: %s".formatted(line, wrong.getMessage()),
          Optional.of(wrong.next()).filter(next -> !next.isEmpty()).orElse("Correct it.")
              + " Nothing was added.");
    }
  }
}
