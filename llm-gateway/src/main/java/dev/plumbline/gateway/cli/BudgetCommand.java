package dev.plumbline.gateway.cli;

import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Period;
import dev.plumbline.usage.remote.GatewayClient;
import dev.plumbline.usage.remote.WireJson;
import java.math.BigDecimal;
import java.util.List;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Manages budgets. */
@Command(
    name = "budget",
    mixinStandardHelpOptions = true,
    description = "Manages how much may be spent.")
final class BudgetCommand implements Runnable {
  private final Shell shell;
  private final Entries entries;

  @Spec private @Nullable CommandSpec spec;

  BudgetCommand(Shell shell) {
    this.shell = shell;
    this.entries = new Entries(shell, "budgets");
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Choose create, list, state or delete.");
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Adds a budget.")
  int create(
      @Mixin Remote remote,
      @Parameters(paramLabel = "ID", description = "Its id, such as shop-day.") String id,
      @Option(names = "--name", description = "For people.") @Nullable String name,
      @Mixin Scoped scope,
      @Option(names = "--limit", required = true, paramLabel = "USD", description = "US dollars.")
          BigDecimal limit,
      @Option(names = "--period", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
          Period period,
      @Option(names = "--rolling", description = "Back from now, not by the calendar.")
          boolean rolling,
      @Option(names = "--zone", description = "Whose calendar counts. Default: UTC.")
          @Nullable String zone,
      @Option(
              names = "--at-limit",
              defaultValue = "REFUSE",
              description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
          AtLimit atLimit,
      @Option(names = "--degrade-to", paramLabel = "ROUTE", description = "The cheaper route.")
          @Nullable String degradeTo,
      @Option(
              names = "--threshold",
              split = ",",
              paramLabel = "PERCENT",
              description = "At which operators want to know. Default: 80,100.")
          @Nullable List<Integer> thresholds) {
    ObjectNode json = WireJson.object().put("id", id).put("name", name).put("limit_usd", limit);
    scope.write(json);
    json.putObject("window")
        .put("period", period.name().toLowerCase(Locale.ROOT))
        .put("rolling", rolling)
        .put("zone", zone);
    json.put("at_limit", atLimit.name().toLowerCase(Locale.ROOT)).put("degrade_to", degradeTo);
    if (thresholds != null) {
      thresholds.forEach(json.putArray("thresholds")::add);
    }
    return entries.create(remote, json);
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the budgets.")
  int list(@Mixin Remote remote) {
    return entries.list(
        remote,
        (listing, budget) ->
            listing.row(
                Listing.text(budget, "id"),
                Listing.text(budget, "scope", "level")
                    + "="
                    + Listing.text(budget, "scope", "value"),
                "$" + Listing.text(budget, "limit_usd"),
                Listing.text(budget, "window", "period"),
                Listing.text(budget, "at_limit")));
  }

  @Command(
      name = "state",
      mixinStandardHelpOptions = true,
      description = "Says how budgets stand, the fullest first.")
  int state(@Mixin Remote remote) {
    Listing listing = new Listing();
    try (GatewayClient client = shell.client(remote)) {
      for (JsonNode state : client.get("budget-states").path("items")) {
        if (remote.json) {
          shell.out().println(state);
        } else {
          listing.row(
              Listing.text(state, "budget"),
              Listing.text(state, "level") + "=" + Listing.text(state, "value"),
              "$%s of $%s"
                  .formatted(Listing.text(state, "spent_usd"), Listing.text(state, "limit_usd")),
              "$" + Listing.text(state, "left_usd") + " left",
              Listing.text(state, "resets"));
        }
      }
    }
    listing.print(shell.out());
    return 0;
  }

  @Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes a budget.")
  int delete(@Mixin Remote remote, @Parameters(paramLabel = "ID") String id) {
    return entries.delete(remote, id);
  }
}
