package dev.plumbline.usage.source.api;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.usage.jdbc.SnowflakeAccount;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.api.anthropic.Anthropic;
import dev.plumbline.usage.source.api.openai.OpenAi;
import dev.plumbline.usage.source.api.proxy.LiteLlm;
import dev.plumbline.usage.source.api.proxy.OpenRouter;
import dev.plumbline.usage.source.api.proxy.PortkeyAnalytics;
import dev.plumbline.usage.source.api.proxy.PortkeyExports;
import dev.plumbline.usage.source.api.proxy.PortkeyServer;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.ApiServer;
import dev.plumbline.usage.source.jdbc.CortexUsage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The sources that are asked over the network. */
public final class ApiSources {
  /** Another address of OpenAI's administration API. */
  public static final String OPENAI_URL = "OPENAI_ADMIN_URL";

  /** Another address of Anthropic's. */
  public static final String ANTHROPIC_URL = "ANTHROPIC_ADMIN_URL";

  /** Another address of OpenRouter's API. */
  public static final String OPENROUTER_URL = "OPENROUTER_BASE_URL";

  /** Another address of Portkey's. */
  public static final String PORTKEY_URL = "PORTKEY_BASE_URL";

  /** The workspace of Portkey to read. */
  public static final String PORTKEY_WORKSPACE = "PORTKEY_WORKSPACE";

  private static final Map<String, String> NEEDS =
      Map.of(
          OpenAi.KEY, OpenAi.NEED,
          Anthropic.KEY, Anthropic.NEED,
          OpenRouter.KEY, OpenRouter.NEED,
          PortkeyServer.KEY, PortkeyServer.NEED,
          LiteLlm.KEY, LiteLlm.NEED,
          LiteLlm.URL, "the address of the proxy, such as http://localhost:4000.");

  private ApiSources() {}

  /** All of them. */
  public static List<ApiSource> all() {
    List<ApiSource> all = new ArrayList<>(openAi());
    all.addAll(anthropic());
    all.addAll(proxies());
    return List.copyOf(all);
  }

  /** Finds one by its name. */
  public static ApiSource named(String name) {
    List<String> names = all().stream().map(ApiSource::name).toList();
    return all().stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Failure.InvalidInput(
                "There is no source '" + name + "'.",
                (Nearest.hint(name, names) + " Sources: " + String.join(", ", names) + ".")
                    .strip()));
  }

  /** What a variable must hold. */
  static Optional<String> need(String variable) {
    return Optional.ofNullable(NEEDS.get(variable));
  }

  private static List<ApiSource> openAi() {
    return List.of(
        new ApiSource(
            "openai",
            "OpenAI's usage API: hours by model, project, user and key, priced by the catalog",
            List.of(OpenAi.KEY),
            List.of(OPENAI_URL),
            List.of("openai-costs"),
            asked -> openAi(asked, "OpenAI usage", OpenAi::usage)),
        new ApiSource(
            "openai-costs",
            "OpenAI's costs API: the bill by day, line item, project and key",
            List.of(OpenAi.KEY),
            List.of(OPENAI_URL),
            List.of("openai"),
            asked -> openAi(asked, "OpenAI costs", OpenAi::costs)));
  }

  private static List<ApiSource> anthropic() {
    return List.of(
        new ApiSource(
            "anthropic",
            "Anthropic's usage report: hours by model, workspace and key, priced by the catalog",
            List.of(Anthropic.KEY),
            List.of(ANTHROPIC_URL),
            List.of("anthropic-costs", "anthropic-claude-code"),
            asked -> anthropic(asked, "Anthropic usage", Anthropic::usage)),
        new ApiSource(
            "anthropic-costs",
            "Anthropic's cost report: the bill by day, workspace and line",
            List.of(Anthropic.KEY),
            List.of(ANTHROPIC_URL),
            List.of("anthropic", "anthropic-claude-code"),
            asked -> anthropic(asked, "Anthropic costs", Anthropic::costs)),
        new ApiSource(
            "anthropic-claude-code",
            "Anthropic's Claude Code report: days by person, terminal and model, cost estimated",
            List.of(Anthropic.KEY),
            List.of(ANTHROPIC_URL),
            List.of("anthropic", "anthropic-costs", "claude-code"),
            asked -> anthropic(asked, "Anthropic Claude Code", Anthropic::claudeCode)));
  }

  private static List<ApiSource> proxies() {
    return List.of(
        new ApiSource(
            "litellm-api",
            "a LiteLLM proxy's spend logs, request by request",
            List.of(LiteLlm.URL, LiteLlm.KEY),
            List.of(),
            List.of(),
            ApiSources::liteLlm),
        new ApiSource(
            "portkey-api",
            "Portkey's log by its export API, request by request",
            List.of(PortkeyServer.KEY),
            List.of(PORTKEY_URL, PORTKEY_WORKSPACE),
            List.of("portkey-analytics"),
            ApiSources::portkeyLog),
        new ApiSource(
            "portkey-analytics",
            "Portkey's analytics: days by model, where the log cannot be exported",
            List.of(PortkeyServer.KEY),
            List.of(PORTKEY_URL, PORTKEY_WORKSPACE),
            List.of("portkey-api", "portkey"),
            ApiSources::portkeyAnalytics),
        new ApiSource(
            "openrouter-api",
            "OpenRouter's activity of the last 30 days: days by model and provider",
            List.of(OpenRouter.KEY),
            List.of(OPENROUTER_URL),
            List.of(),
            ApiSources::openRouter),
        new ApiSource(
            "snowflake-cortex",
            "Snowflake's Cortex usage views: AI functions by query and hour, REST API by request",
            List.of("SNOWFLAKE_ACCOUNT", "SNOWFLAKE_USER"),
            List.of(
                "SNOWFLAKE_PASSWORD",
                "SNOWFLAKE_PRIVATE_KEY_PATH",
                "SNOWFLAKE_WAREHOUSE",
                "SNOWFLAKE_ROLE",
                CortexUsage.CREDIT_PRICE),
            List.of(),
            ApiSources::snowflake));
  }

  private interface Reports {
    Source make(ApiClient client, String description, Instant since, Clock clock);
  }

  private static Source openAi(Asked asked, String what, Reports reports) {
    return reports(asked, what, OPENAI_URL, OpenAi.URL, OpenAi.KEY, OpenAi::server, reports);
  }

  private static Source anthropic(Asked asked, String what, Reports reports) {
    return reports(
        asked, what, ANTHROPIC_URL, Anthropic.URL, Anthropic.KEY, Anthropic::server, reports);
  }

  private static Source liteLlm(Asked asked) {
    String url = asked.required(LiteLlm.URL);
    return reports(
        asked, "LiteLLM spend logs", LiteLlm.URL, url, LiteLlm.KEY, LiteLlm::server, LiteLlm::logs);
  }

  private static Source openRouter(Asked asked) {
    return reports(
        asked,
        "OpenRouter activity",
        OPENROUTER_URL,
        OpenRouter.URL,
        OpenRouter.KEY,
        OpenRouter::server,
        OpenRouter::new);
  }

  private static Source snowflake(Asked asked) {
    String account = asked.required("SNOWFLAKE_ACCOUNT");
    return new CortexUsage(
        SnowflakeAccount.of(asked.environment(), "SNOWFLAKE", "ACCOUNT_USAGE"),
        asked.environment(),
        "Cortex usage views of the Snowflake account "
            + account
            + (asked.since() == null ? "" : ", from " + asked.since() + " on"),
        asked.from(),
        asked.clock());
  }

  private static Source portkeyLog(Asked asked) {
    return portkey(
        asked,
        "Portkey logs",
        (client, description, since, clock) ->
            PortkeyExports.logs(
                client, asked.optional(PORTKEY_WORKSPACE), description, since, clock));
  }

  private static Source portkeyAnalytics(Asked asked) {
    return portkey(
        asked,
        "Portkey analytics",
        (client, description, since, clock) ->
            new PortkeyAnalytics(
                client, asked.optional(PORTKEY_WORKSPACE), description, since, clock));
  }

  private static Source portkey(Asked asked, String what, Reports reports) {
    String whole =
        asked.optional(PORTKEY_WORKSPACE).map(id -> what + " of workspace " + id).orElse(what);
    return reports(
        asked,
        whole,
        PORTKEY_URL,
        PortkeyServer.URL,
        PortkeyServer.KEY,
        PortkeyServer::of,
        reports);
  }

  private static Source reports(
      Asked asked,
      String what,
      String urlVariable,
      String usualUrl,
      String keyVariable,
      BiFunction<String, String, ApiServer> server,
      Reports reports) {
    String url = asked.optional(urlVariable).orElse(usualUrl);
    String key = asked.required(keyVariable);
    ApiClient client =
        new ApiClient(server.apply(url, key), HttpSettings.standard(), asked.clock());
    return reports.make(client, asked.describe(what, url, key), asked.from(), asked.clock());
  }
}
