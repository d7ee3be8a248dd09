package dev.plumbline.gateway.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.remote.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Manages routes. */
@Command(
    name = "route",
    mixinStandardHelpOptions = true,
    description = "Manages where requests for a model go.")
final class RouteCommand implements Runnable {
  private static final Pattern TARGET = Pattern.compile("([^/]+)/(.+?)(?:=([0-9]{1,6}))?");

  private final Entries entries;

  @Spec private @Nullable CommandSpec spec;

  RouteCommand(Shell shell) {
    this.entries = new Entries(shell, "routes");
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Choose create, list or delete.");
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Adds a route; each target is tried when those before it fail.")
  int create(
      @Mixin Remote remote,
      @Parameters(paramLabel = "ALIAS", description = "What applications give as their model.")
          String alias,
      @Option(
              names = "--target",
              required = true,
              paramLabel = "PROVIDER/MODEL[=WEIGHT]",
              description = "Several in the order in which they are tried.")
          List<String> targets,
      @Option(
              names = "--balance",
              description = "Spread requests over the targets by their weights instead.")
          boolean balance,
      @Option(names = "--attempts", description = "At each target. Default: 2.")
          @Nullable Integer attempts,
      @Option(names = "--timeout", description = "For the whole answer. Default: 10m.")
          @Nullable String timeout) {
    ObjectNode json = WireJson.object().put("id", alias);
    ArrayNode list = json.putArray("targets");
    for (int i = 0; i < targets.size(); i++) {
      target(list.addObject(), targets.get(i)).put("rank", balance ? 0 : i);
    }
    if (attempts != null) {
      json.putObject("retry").put("attempts", attempts);
    }
    if (timeout != null) {
      json.putObject("timeouts").put("total", Moments.duration(timeout).toString());
    }
    return entries.create(remote, json);
  }

  private static ObjectNode target(ObjectNode json, String text) {
    Matcher target = TARGET.matcher(text);
    if (!target.matches()) {
      throw new Failure.Misconfigured(
          "'" + text + "' is no target.", "Write PROVIDER/MODEL, such as openai/gpt-5.");
    }
    json.put("provider", target.group(1)).put("model", target.group(2));
    return target.group(3) == null ? json : json.put("weight", Integer.parseInt(target.group(3)));
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the routes.")
  int list(@Mixin Remote remote) {
    return entries.list(
        remote, (listing, route) -> listing.row(Listing.text(route, "id"), targets(route)));
  }

  private static String targets(JsonNode route) {
    List<String> targets = new ArrayList<>();
    for (JsonNode target : route.path("targets")) {
      targets.add(
          "%s/%s=%s@%s"
              .formatted(
                  Listing.text(target, "provider"),
                  Listing.text(target, "model"),
                  Listing.text(target, "weight"),
                  Listing.text(target, "rank")));
    }
    return String.join(" ", targets);
  }

  @Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes a route.")
  int delete(@Mixin Remote remote, @Parameters(paramLabel = "ALIAS") String alias) {
    return entries.delete(remote, alias);
  }
}
