package dev.plumbline.gateway.cli;

import dev.plumbline.usage.remote.WireJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What a new key is like. */
final class KeyChoice {
  @Option(names = "--name", required = true, description = "Who or what it is for.")
  private String name = "";

  @Option(names = "--organisation", description = "To whom its spend belongs. Default: default.")
  private @Nullable String organisation;

  @Option(names = "--department")
  private @Nullable String department;

  @Option(names = "--environment", description = "Such as production.")
  private @Nullable String environment;

  @Option(names = "--project")
  private @Nullable String project;

  @Option(names = "--task")
  private @Nullable String task;

  @Option(names = "--user")
  private @Nullable String user;

  @Option(
      names = "--model",
      split = ",",
      description = "Models and routes it may use, '*' at the end for any rest. Default: all.")
  private List<String> models = List.of();

  @Option(names = "--provider", split = ",", description = "Providers it may use. Default: all.")
  private List<String> providers = List.of();

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description = "After how long, such as 30d or 12h, or at which moment (ISO 8601).")
  private @Nullable String expires;

  @Option(names = "--metadata", paramLabel = "NAME=VALUE", description = "Anything.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Option(
      names = "--pass-through",
      description = "Open the providers' other endpoints to it, below /providers/.")
  private boolean passThrough;

  @Option(
      names = "--unpriced",
      description = "Let requests pass that cannot be priced although a budget counts them.")
  private boolean unpriced;

  @Option(
      names = "--closed-when-store-down",
      description = "Let it in no more while the database cannot be reached.")
  private boolean closed;

  @Option(
      names = "--no-attribution",
      description = "Do not let request headers name another user, task or session.")
  private boolean noAttribution;

  /** As the admin API takes it. */
  ObjectNode json() {
    ObjectNode json = WireJson.object().put("name", name);
    json.putObject("owner")
        .put("organisation", organisation)
        .put("department", department)
        .put("environment", environment)
        .put("project", project)
        .put("task", task)
        .put("user", user);
    models.forEach(json.putArray("models")::add);
    providers.forEach(json.putArray("providers")::add);
    json.putObject("rules")
        .put("pass_through", passThrough)
        .put("unpriced", unpriced)
        .put("when_store_down", !closed)
        .put("attribution", !noAttribution);
    json.put("expires", expires == null ? null : Moments.at(expires).toString());
    metadata.forEach(json.putObject("metadata")::put);
    return json;
  }
}
