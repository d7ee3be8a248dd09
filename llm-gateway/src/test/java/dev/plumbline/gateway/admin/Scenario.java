package dev.plumbline.gateway.admin;

import dev.plumbline.gateway.admin.AdminHouse.Reply;
import dev.plumbline.usage.remote.WireJson;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/** Calls every operation once or more, in an order in which all of them succeed. */
final class Scenario {
  private static final String PROVIDER =
      """
      {"id":"own","dialect":"openai","base_url":"http://127.0.0.1:9","key_from":"env:OWN_KEY",
       "headers":{"x-team":"shop"},"paths":{"chat_completions":"/chat"},"price_as":"openai",
       "data_location":"eu","max_parallel":4}\
      """;
  private static final String ROUTE =
      """
      {"id":"fast","targets":[{"provider":"own","model":"m","rank":0,"weight":2}],
       "retry":{"attempts":2,"backoff":"PT0.1S","max_backoff":"PT1S"},
       "timeouts":{"connect":"PT1S","first_token":"PT10S","total":"PT1M"}}\
      """;
  private static final String BUDGET =
      """
      {"id":"shop","name":"The shop","scope":{"level":"department","value":"shop"},
       "limit_usd":"12.50","window":{"period":"month","rolling":true,"zone":"Europe/Berlin"},
       "at_limit":"degrade","degrade_to":"fast","thresholds":[50,100]}\
      """;
  private static final String LIMIT =
      """
      {"id":"web","scope":{"level":"key","value":"*"},"kind":"tokens","amount":1000,"per":"PT1H"}\
      """;
  private static final String POLICY =
      "{\"id\":\"summary\",\"mode\":\"semantic\",\"similarity\":0.9,\"time_to_live\":\"PT1H\"}";
  private static final String KEY =
      """
      {"name":"app","owner":{"organisation":"acme","department":"shop","environment":"test",
       "project":"p","task":"t","user":"ada"},"models":["gpt-*"],"providers":["own"],
       "rules":{"pass_through":true,"unpriced":true,"when_store_down":false,"attribution":false},
       "expires":"2099-01-01T00:00:00Z","metadata":{"team":"x"}}\
      """;
  private static final String CHANNEL =
      """
      {"id":"ops","name":"Ops","kind":"webhook","secret_from":"env:HOOK_KEY",
       "url":"http://127.0.0.1:9/hook"}\
      """;
  private static final String ALERT =
      """
      {"id":"fast-burn","name":"Fast burn","kind":"hourly_spend",
       "scope":{"level":"department","value":"*"},"threshold":"2.50","zone":"Europe/Berlin",
       "severity":"critical","channels":["ops"],"cool_down":"PT30M",
       "quiet":{"from":"22:00","to":"07:00","critical_too":false},"recovery":false}\
      """;
  private static final String SILENCE =
      """
      {"id":"night","alert":"fast-burn","scope":{"level":"department","value":"shop"},
       "from":"2026-01-01T00:00:00Z","until":"2026-01-02T00:00:00Z","reason":"a load test"}\
      """;
  private static final String RANGE =
      "\"range\":{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2027-01-01T00:00:00Z\"}";
  private static final String EVENT =
      """
      {"id":"e","time":"2026-03-10T12:00:00Z","provider":"openai","model":"unknown-model",\
      "source":"elsewhere","attribution":{"user":"ada","tags":{"a":"b"}}}\
      """;

  private Scenario() {}

  static void calls(AdminHouse house, BiConsumer<String, Reply> done) {
    entries(house, done);
    keys(house, done);
    usage(house, done);
    for (String path : new String[] {"whoami", "health"}) {
      done.accept(path, house.get(path));
    }
    done.accept("openapi", house.get("openapi.json"));
    done.accept("budget_states", house.get("budget-states"));
    done.accept("list_reservations", house.get("reservations"));
    done.accept("list_audit", house.get("audit"));
    done.accept("create_token", house.send("POST", "tokens", "{\"name\":\"t\"}"));
    done.accept("list_tokens", house.get("tokens"));
    done.accept("revoke_token", house.send("DELETE", "tokens/t", ""));
  }

  private static void entries(AdminHouse house, BiConsumer<String, Reply> done) {
    entry(house, done, "provider", "own", PROVIDER);
    entry(house, done, "route", "fast", ROUTE);
    entry(house, done, "budget", "shop", BUDGET);
    entry(house, done, "limit", "web", LIMIT);
    entry(house, done, "channel", "ops", CHANNEL);
    entry(house, done, "alert", "fast-burn", ALERT);
    entry(house, done, "silence", "night", SILENCE);
    done.accept("test_alert", house.send("POST", "alerts/fast-burn/test", ""));
    done.accept("list_alert_states", house.get("alert-states"));
    done.accept("list_alert_history", house.get("alert-history"));
    policy(house, done);
    done.accept("budget_states", house.get("budget-states"));
    for (String path :
        new String[] {
          "limits/web",
          "budgets/shop",
          "routes/fast",
          "silences/night",
          "alerts/fast-burn",
          "channels/ops"
        }) {
      String label = path.substring(0, path.indexOf('/') - 1);
      done.accept("delete_" + label, house.send("DELETE", path, ""));
    }
    done.accept("delete_provider", house.send("DELETE", "providers/own", ""));
  }

  private static void policy(AdminHouse house, BiConsumer<String, Reply> done) {
    String one = "cache-policies/summary";
    done.accept("create_cache_policy", house.send("POST", "cache-policies", POLICY));
    done.accept("get_cache_policy", house.get(one));
    done.accept("list_cache_policies", house.get("cache-policies"));
    done.accept("replace_cache_policy", house.send("PUT", one, POLICY));
    done.accept("change_cache_policy", house.send("PATCH", one, "{}"));
    done.accept("delete_cache_policy", house.send("DELETE", one, ""));
  }

  private static void entry(
      AdminHouse house, BiConsumer<String, Reply> done, String label, String id, String json) {
    String one = label + "s/" + id;
    done.accept("create_" + label, house.send("POST", label + "s", json));
    done.accept("get_" + label, house.get(one));
    done.accept("list_" + label + "s", house.get(label + "s"));
    done.accept("replace_" + label, house.send("PUT", one, json));
    done.accept("change_" + label, house.send("PATCH", one, "{}"));
  }

  private static void keys(AdminHouse house, BiConsumer<String, Reply> done) {
    Reply made = house.send("POST", "keys", KEY);
    done.accept("create_key", made);
    String one = "keys/" + made.json().path("entry").path("id").asString();
    done.accept("get_key", house.get(one));
    done.accept("list_keys", house.get("keys"));
    ObjectNode check =
        WireJson.object().put("key", one.substring(5)).put("model", "m").put("input_tokens", 10);
    done.accept("check_request", house.send("POST", "check", check.toString()));
    done.accept("change_key", house.send("PATCH", one, "{\"name\":\"b\"}"));
    done.accept("replace_key", house.send("PUT", one, KEY));
    done.accept("rotate_key", house.send("POST", one + "/rotate", ""));
    for (String verb : new String[] {"block", "unblock", "revoke"}) {
      done.accept(verb + "_key", house.send("POST", one + "/" + verb, ""));
    }
    done.accept("delete_key", house.send("DELETE", one, ""));
  }

  private static void usage(AdminHouse house, BiConsumer<String, Reply> done) {
    done.accept("import_events", house.send("POST", "import", EVENT));
    String budget = BUDGET.replace(",\"degrade_to\":\"fast\"", "").replace("degrade", "refuse");
    String range = ",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"}";
    done.accept("replay_budget", house.send("POST", "replay", "{\"budget\":" + budget + range));
    String query =
        "{%s,\"grain\":\"month\",\"by\":[\"user\",\"tag:a\"],\"measures\":[\"cost\",\"requests\"]}"
            .formatted(RANGE);
    done.accept("usage_query", house.send("POST", "usage/query", query));
    done.accept("usage_events", house.send("POST", "usage/events", "{" + RANGE + "}"));
    done.accept("usage_event", house.send("POST", "usage/event", "{\"id\":\"e\"}"));
    done.accept("usage_known", house.send("POST", "usage/known", "{\"ids\":[\"e\"]}"));
    done.accept("usage_values", house.send("POST", "usage/values", "{\"dimension\":\"user\"}"));
    done.accept("usage_health", house.get("usage/health"));
  }
}
