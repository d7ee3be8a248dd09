package dev.plumbline.gateway.cli;

import dev.plumbline.control.Provider;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.remote.WireJson;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Manages providers. */
@Command(
    name = "provider",
    mixinStandardHelpOptions = true,
    description = "Manages where models are served.")
final class ProviderCommand implements Runnable {
  private final Entries entries;

  @Spec private @Nullable CommandSpec spec;

  ProviderCommand(Shell shell) {
    this.entries = new Entries(shell, "providers");
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Choose add, list or delete.");
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Adds a provider.")
  int add(
      @Mixin Remote remote,
      @Parameters(paramLabel = "ID", description = "Such as openrouter.") String id,
      @Option(
              names = "--url",
              required = true,
              description = "Up to and without /v1, such as https://openrouter.ai/api.")
          String url,
      @Option(
              names = "--dialect",
              required = true,
              description = "One of ${COMPLETION-CANDIDATES}.")
          Provider.Dialect dialect,
      @Option(
              names = "--key-variable",
              paramLabel = "NAME",
              description = "The variable of the gateway's environment that holds its key.")
          @Nullable String variable,
      @Option(
              names = "--key-file",
              paramLabel = "PATH",
              description = "The file on the gateway's machine that holds its key.")
          @Nullable String file,
      @Option(names = "--header", paramLabel = "NAME=VALUE", description = "Sent each time.")
          @Nullable Map<String, String> headers,
      @Option(names = "--price-as", description = "Whose prices of the catalog count.")
          @Nullable String priceAs,
      @Option(names = "--data-location", description = "Where it processes data, such as eu.")
          @Nullable String dataLocation,
      @Option(names = "--max-parallel", description = "Requests at the same time.")
          @Nullable Integer maxParallel) {
    if (variable != null && file != null) {
      throw new Failure.Misconfigured(
          "The key is in two places.", "Give --key-variable or --key-file, not both.");
    }
    String from = variable != null ? "env:" + variable : file != null ? "file:" + file : null;
    ObjectNode json =
        WireJson.object()
            .put("id", id)
            .put("base_url", url)
            .put("dialect", dialect.name().toLowerCase(Locale.ROOT))
            .put("key_from", from)
            .put("price_as", priceAs)
            .put("data_location", dataLocation)
            .put("max_parallel", maxParallel);
    Map<String, String> all = headers == null ? new LinkedHashMap<>() : headers;
    all.forEach(json.putObject("headers")::put);
    return entries.create(remote, json);
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the providers.")
  int list(@Mixin Remote remote) {
    return entries.list(
        remote,
        (listing, provider) ->
            listing.row(
                Listing.text(provider, "id"),
                Listing.text(provider, "dialect"),
                Listing.text(provider, "base_url"),
                Listing.text(provider, "key_from")));
  }

  @Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes a provider.")
  int delete(@Mixin Remote remote, @Parameters(paramLabel = "ID") String id) {
    return entries.delete(remote, id);
  }
}
