package dev.plumbline.gateway.cli;

import dev.plumbline.control.Limit;
import dev.plumbline.usage.remote.WireJson;
import java.util.Locale;
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

/** Manages rate limits. */
@Command(
    name = "limit",
    mixinStandardHelpOptions = true,
    description = "Manages how fast may be asked.")
final class LimitCommand implements Runnable {
  private final Entries entries;

  @Spec private @Nullable CommandSpec spec;

  LimitCommand(Shell shell) {
    this.entries = new Entries(shell, "limits");
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
      description = "Adds a limit.")
  int create(
      @Mixin Remote remote,
      @Parameters(paramLabel = "ID", description = "Its id, such as keys-rpm.") String id,
      @Mixin Scoped scope,
      @Option(names = "--kind", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
          Limit.Kind kind,
      @Option(
              names = "--amount",
              required = true,
              description = "Requests, tokens, or requests at the same time.")
          long amount,
      @Option(
              names = "--per",
              defaultValue = "1m",
              description = "The time for that amount, such as 1h. Default: ${DEFAULT-VALUE}.")
          String per) {
    ObjectNode json = WireJson.object().put("id", id);
    scope.write(json);
    json.put("kind", kind.name().toLowerCase(Locale.ROOT))
        .put("amount", amount)
        .put("per", Moments.duration(per).toString());
    return entries.create(remote, json);
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the limits.")
  int list(@Mixin Remote remote) {
    return entries.list(
        remote,
        (listing, limit) ->
            listing.row(
                Listing.text(limit, "id"),
                Listing.text(limit, "scope", "level") + "=" + Listing.text(limit, "scope", "value"),
                Listing.text(limit, "amount") + " " + Listing.text(limit, "kind"),
                Listing.text(limit, "per")));
  }

  @Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes a limit.")
  int delete(@Mixin Remote remote, @Parameters(paramLabel = "ID") String id) {
    return entries.delete(remote, id);
  }
}
