package dev.plumbline.gateway.admin;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Provider;
import dev.plumbline.control.VirtualKey;
import java.util.Map;

/** The schemas of what operators set up. */
final class EntrySchemas {
  private EntrySchemas() {}

  /** By their names among the components. */
  static void add(Map<String, Schema> all) {
    all.put("Key", key());
    all.put("NewKey", newKey());
    all.put("Owner", owner());
    all.put("KeyRules", rules());
    all.put("Scope", scope());
    all.put("Budget", budget());
    all.put("Limit", limit());
    all.put("Route", route());
    all.put("Provider", provider());
    all.put("CachePolicy", cachePolicy());
  }

  private static Schema key() {
    Schema secret =
        Schema.object("A secret of the key, without itself or its hash.")
            .may("until", Schema.time("When it ends, as after a rotation; null for never."));
    Schema key =
        Schema.object("A virtual key. Its secret is shown once, when it is made or rotated.")
            .needs("id", Schema.text("The public part of the key."))
            .may("secrets", Schema.list("Those that let in, the newest first.", secret))
            .may(
                "state",
                Schema.choice("Changed by block, unblock and revoke.", VirtualKey.State.values()))
            .may("created", Schema.time(""))
            .may("version", version());
    return described(key);
  }

  private static Schema newKey() {
    return described(Schema.object("What a new key is like; its id and secret are made."));
  }

  private static Schema described(Schema key) {
    return key.may("name", Schema.text("For people."))
        .may("owner", Schema.ref("Owner"))
        .may(
            "models",
            Schema.list(
                "Models and routes allowed, '*' at the end matches any rest; empty for all.",
                Schema.text("")))
        .may("providers", Schema.list("Providers allowed; empty for all.", Schema.text("")))
        .may("rules", Schema.ref("KeyRules"))
        .may("expires", Schema.time("Null for never."))
        .may("metadata", Schema.texts("Anything."));
  }

  private static Schema owner() {
    return Schema.object("To whom the spend of a key belongs.")
        .may("organisation", Schema.text("'default' for a new key that names none."))
        .may("department", Schema.text(""))
        .may("environment", Schema.text(""))
        .may("project", Schema.text(""))
        .may("task", Schema.text(""))
        .may("user", Schema.text(""));
  }

  private static Schema rules() {
    return Schema.object("What a key may do beyond the usual.")
        .may("pass_through", Schema.flag("Whether other endpoints of a provider are open to it."))
        .may(
            "unpriced",
            Schema.flag("Whether requests that cannot be priced pass although a budget counts."))
        .may(
            "when_store_down",
            Schema.flag("Whether it keeps working while the store cannot be reached."))
        .may("attribution", Schema.flag("Whether request headers may name another user or task."));
  }

  private static Schema scope() {
    return Schema.object("Whose requests count.")
        .needs("level", Schema.choice("", Level.values()))
        .may("value", Schema.text("'*', as when left out, counts each value for itself."));
  }

  private static Schema budget() {
    Schema window =
        Schema.object("The time over which it counts.")
            .needs("period", Schema.choice("", Period.values()))
            .may("rolling", Schema.flag("Back from now rather than by the calendar."))
            .may("zone", Schema.text("Whose calendar counts; UTC when left out."));
    return Schema.object("How much may be spent.")
        .needs("id", Schema.text(""))
        .may("name", Schema.text("For people."))
        .needs("scope", Schema.ref("Scope"))
        .needs("limit_usd", Schema.amount("US dollars."))
        .needs("window", window)
        .may("at_limit", Schema.choice("What happens to a request without room.", AtLimit.values()))
        .may("degrade_to", Schema.text("The route taken when at_limit is degrade."))
        .may(
            "thresholds",
            Schema.list("Percentages that operators want to know of.", Schema.whole("")))
        .may("extras", Schema.list("One-off raises.", extra()))
        .may("version", version());
  }

  private static Schema extra() {
    return Schema.object("A raise for a while.")
        .needs("amount_usd", Schema.amount("US dollars on top of the limit."))
        .may("value", Schema.text("Whose budget; every value's when left out."))
        .needs("from", Schema.time(""))
        .needs("until", Schema.time(""))
        .needs("reason", Schema.text(""));
  }

  private static Schema limit() {
    return Schema.object("How fast may be asked.")
        .needs("id", Schema.text(""))
        .needs("scope", Schema.ref("Scope"))
        .needs("kind", Schema.choice("", Limit.Kind.values()))
        .needs("amount", Schema.whole("Requests, tokens, or requests at the same time."))
        .may("per", Schema.duration("The time for that amount; a minute when left out."))
        .may("version", version());
  }

  private static Schema route() {
    Schema target =
        Schema.object("One model of one provider.")
            .needs("provider", Schema.text(""))
            .needs("model", Schema.text(""))
            .may("rank", Schema.whole("0 is tried first."))
            .may("weight", Schema.whole("Its share among targets of the same rank."));
    Schema retry =
        Schema.object("How often a target is tried again before the next one.")
            .may("attempts", Schema.whole(""))
            .may("backoff", Schema.duration(""))
            .may("max_backoff", Schema.duration(""));
    Schema timeouts =
        Schema.object("How long a provider may take.")
            .may("connect", Schema.duration(""))
            .may("first_token", Schema.duration(""))
            .may("total", Schema.duration(""));
    return Schema.object("Where requests for a model alias go.")
        .needs("id", Schema.text("The alias, which applications give as their model."))
        .needs("targets", Schema.list("", target))
        .may("retry", retry)
        .may("timeouts", timeouts)
        .may("version", version());
  }

  private static Schema provider() {
    return Schema.object("Where models are served.")
        .needs("id", Schema.text("Such as openai."))
        .needs("dialect", Schema.choice("The language it speaks.", Provider.Dialect.values()))
        .needs("base_url", Schema.text("Up to and without /v1."))
        .may("key_from", Schema.text("env:NAME or file:PATH, where its key is; never the key."))
        .may(
            "headers",
            Schema.texts("Sent with each request; values that may be secrets are hidden."))
        .may("paths", Schema.texts("Other paths for endpoints, by the endpoint's label."))
        .may("price_as", Schema.text("The provider of the price catalog whose prices count."))
        .may("data_location", Schema.text("Where it processes data, such as eu."))
        .may("max_parallel", Schema.whole("Requests at the same time; 0 for no bound."))
        .may("breaker", breaker())
        .may("version", version());
  }

  private static Schema breaker() {
    return Schema.object("When a model of it is left alone for a while.")
        .may("failure_percent", Schema.whole("Of the last calls; 50 when left out."))
        .may("least_calls", Schema.whole("How many there must be; 10 when left out."))
        .may("open", Schema.duration("How long; PT10S when left out."));
  }

  private static Schema cachePolicy() {
    return Schema.object("How answers to one type of task are cached.")
        .needs("id", Schema.text("The task type, or '*' for those without a policy of their own."))
        .needs("mode", Schema.choice("", CachePolicy.Mode.values()))
        .may("similarity", Schema.amount("How alike for semantic, to 1; 0.95 when left out."))
        .may("time_to_live", Schema.duration("PT24H when left out."))
        .may("purged", Schema.time("Answers made before are not used any more."))
        .may("version", version());
  }

  private static Schema version() {
    return Schema.whole("1 when new, one more with each change.");
  }
}
