package dev.plumbline.gateway.admin;

import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import java.util.Map;

/** The schemas of questions about usage and of their answers. */
final class UsageSchemas {
  private UsageSchemas() {}

  /** By their names among the components. */
  static void add(Map<String, Schema> all) {
    all.put("TimeRange", range());
    all.put("Filter", filter());
    all.put("UsageQuery", query());
    all.put("UsageTable", table());
    all.put("EventSearch", search());
    all.put("UsageEvent", event());
    all.put("LedgerHealth", health());
  }

  private static Schema range() {
    return Schema.object("A stretch of time.")
        .needs("from", Schema.time("Its first instant."))
        .needs("to", Schema.time("The first instant after it."))
        .may("zone", Schema.text("Whose days, weeks and months count; UTC when left out."));
  }

  private static Schema by() {
    return Schema.text("A dimension (%s), or tag:NAME.".formatted(dimensions()));
  }

  private static String dimensions() {
    StringBuilder names = new StringBuilder();
    for (Dimension dimension : Dimension.values()) {
      names.append(names.isEmpty() ? "" : ", ").append(dimension.label());
    }
    return names.toString();
  }

  private static Schema filter() {
    return Schema.object("Keeps events by their value.")
        .needs("by", by())
        .may("values", Schema.list("null stands for not known.", Schema.text("").orNull()))
        .may("not", Schema.flag("Keeps the others."));
  }

  private static Schema query() {
    Schema order =
        Schema.object("By a measure, or by time without one.")
            .may("measure", Schema.choice("", Measure.values()))
            .may("descending", Schema.flag(""));
    return Schema.object("A question about usage.")
        .needs("range", Schema.ref("TimeRange"))
        .may("grain", Schema.choice("Cuts time into rows.", Grain.values()))
        .may("by", Schema.list("At most four.", by()))
        .may("filters", Schema.list("", Schema.ref("Filter")))
        .needs("measures", Schema.list("", Schema.choice("", Measure.values())))
        .may("order", order)
        .may("limit", Schema.whole("Rows at most."))
        .may("compare_to", Schema.ref("TimeRange"));
  }

  private static Schema table() {
    Schema amounts = Schema.list("", Schema.amount("").orNull());
    Schema row =
        Schema.object("")
            .needs("start", Schema.time("Of its calendar unit.").orNull())
            .needs("keys", Schema.list("One for each dimension.", Schema.text("").orNull()))
            .needs("values", amounts)
            .needs("before", amounts);
    return Schema.object("An answer; amounts keep all their digits.")
        .needs("by", Schema.list("", Schema.text("")))
        .needs("measures", Schema.list("", Schema.text("")))
        .needs("rows", Schema.list("", row))
        .needs("more", Schema.flag("Whether the limit left rows out."));
  }

  private static Schema search() {
    return Schema.object("Which single events to read.")
        .needs("range", Schema.ref("TimeRange"))
        .may("filters", Schema.list("", Schema.ref("Filter")))
        .may("order", Schema.choice("", EventSearch.Order.values()))
        .may("limit", Schema.whole("", 1, 10_000))
        .may("offset", Schema.whole("How many to skip."));
  }

  private static Schema event() {
    return Schema.object("One request, or one line of a bill.")
        .needs("id", Schema.text("Unique and stable."))
        .needs("time", Schema.time("When it started."))
        .needs("provider", Schema.text(""))
        .needs("model", Schema.text("The one that answered."))
        .may("requested_model", Schema.text(""))
        .may("operation", Schema.choice("", Operation.values()))
        .may("requests", Schema.whole("How many this stands for."))
        .may("attribution", attribution())
        .may("tokens", tokens())
        .may("extras", extras())
        .may("charge", charge())
        .may("cache", cache())
        .may("delivery", delivery())
        .may(
            "trial",
            Schema.object("Its part in an experiment.")
                .may("experiment", Schema.text(""))
                .may("variant", Schema.text(""))
                .may("quality", Schema.number("0 to 1.")))
        .may("service_tier", Schema.text(""))
        .may("batch", Schema.text(""))
        .may("data_location", Schema.text(""))
        .needs("source", Schema.text("Where it comes from."))
        .may(
            "content",
            Schema.object("Texts, where they are kept.")
                .may("prompt", Schema.text(""))
                .may("answer", Schema.text("")));
  }

  private static Schema attribution() {
    return Schema.object("Whom it is charged to.")
        .may("key", Schema.text(""))
        .may("organisation", Schema.text(""))
        .may("department", Schema.text(""))
        .may("environment", Schema.text(""))
        .may("task", Schema.text(""))
        .may("user", Schema.text(""))
        .may("session", Schema.text(""))
        .may("tags", Schema.texts(""));
  }

  private static Schema tokens() {
    return Schema.object("Disjoint counts; reasoning is part of output.")
        .may("uncached_input", Schema.whole(""))
        .may("cache_read", Schema.whole(""))
        .may("cache_write_5m", Schema.whole(""))
        .may("cache_write_1h", Schema.whole(""))
        .may("output", Schema.whole(""))
        .may("reasoning", Schema.whole(""));
  }

  private static Schema extras() {
    return Schema.object("What was used beside text tokens.")
        .may("images", Schema.whole(""))
        .may("audio_seconds", Schema.amount(""))
        .may("searches", Schema.whole(""));
  }

  private static Schema charge() {
    Schema cost =
        Schema.object("US dollars by part.")
            .may("uncached_input", Schema.amount(""))
            .may("cache_read", Schema.amount(""))
            .may("cache_write", Schema.amount(""))
            .may("output", Schema.amount(""))
            .may("other", Schema.amount(""));
    return Schema.object("What it was charged.")
        .may("cost", cost)
        .may("list_cost", Schema.amount(""))
        .may("catalog", Schema.text(""))
        .may("prompt_cache_saving", Schema.amount(""));
  }

  private static Schema cache() {
    return Schema.object("What the response cache did.")
        .may("outcome", Schema.choice("", CacheOutcome.values()))
        .may("similarity", Schema.number(""))
        .may("entry", Schema.text(""))
        .may("age_seconds", Schema.whole(""));
  }

  private static Schema delivery() {
    return Schema.object("How it was answered.")
        .may("status", Schema.choice("", Status.values()))
        .may("latency_ms", Schema.whole(""))
        .may("first_token_ms", Schema.whole(""))
        .may("error_kind", Schema.text(""))
        .may("attempts", Schema.whole(""))
        .may("fallback_from", Schema.text(""));
  }

  private static Schema health() {
    Schema source =
        Schema.object("")
            .needs("name", Schema.text(""))
            .needs("events", Schema.whole(""))
            .needs("first", Schema.time(""))
            .needs("last", Schema.time(""));
    Schema unpriced =
        Schema.object("A model without a known price.")
            .needs("provider", Schema.text(""))
            .needs("model", Schema.text(""))
            .needs("events", Schema.whole(""))
            .needs("tokens", Schema.whole(""));
    return Schema.object("How fresh and complete the ledger is.")
        .needs("events", Schema.whole(""))
        .needs("first", Schema.time("").orNull())
        .needs("last", Schema.time("").orNull())
        .needs("sources", Schema.list("", source))
        .needs("unpriced", Schema.list("", unpriced))
        .needs("empty_days", Schema.list("", Schema.text("")))
        .needs("sample", Schema.flag(""))
        .needs("location", Schema.text("Where it is kept."));
  }
}
