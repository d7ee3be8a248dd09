package dev.plumbline.gateway.cli;

import dev.plumbline.mcp.access.Role;
import dev.plumbline.usage.remote.GatewayClient;
import dev.plumbline.usage.remote.WireJson;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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

/** Manages the tokens of the admin API. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Manages the tokens of the admin API.")
final class TokenCommand implements Runnable {
  private final Shell shell;

  @Spec private @Nullable CommandSpec spec;

  TokenCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Choose create, list or revoke.");
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a token and prints it; it is shown this once.")
  int create(
      @Mixin Remote remote,
      @Option(names = "--name", required = true, description = "Who it is for; unique.")
          String name,
      @Option(
              names = "--role",
              defaultValue = "READER",
              description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
          Role role,
      @Option(
              names = "--expires",
              paramLabel = "WHEN",
              description = "After how long, such as 30d or 12h, or at which moment (ISO 8601).")
          @Nullable String expires) {
    ObjectNode json =
        WireJson.object()
            .put("name", name)
            .put("role", role.name().toLowerCase(Locale.ROOT))
            .put("expires", expires == null ? null : Moments.at(expires).toString());
    try (GatewayClient client = shell.client(remote)) {
      JsonNode made =
          client.send(
              "POST", "tokens", json, Map.of("idempotency-key", UUID.randomUUID().toString()));
      if (remote.json) {
        shell.out().println(made);
      } else {
        System.err.printf(
            "Made a token for %s with the role %s. It is shown only now:%n", name, role);
        shell.out().println(Listing.text(made, "token"));
      }
    }
    return 0;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the tokens.")
  int list(@Mixin Remote remote) {
    Listing listing = new Listing();
    try (GatewayClient client = shell.client(remote)) {
      for (JsonNode token : client.get("tokens").path("items")) {
        if (remote.json) {
          shell.out().println(token);
        } else {
          listing.row(
              "plt-" + Listing.text(token, "public"),
              Listing.text(token, "name"),
              Listing.text(token, "role"),
              Listing.text(token, "created"),
              Listing.text(token, "expires"));
        }
      }
    }
    listing.print(shell.out());
    return 0;
  }

  @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Revokes a token.")
  int revoke(
      @Mixin Remote remote,
      @Parameters(paramLabel = "NAME", description = "Its name or its public part.") String name) {
    try (GatewayClient client = shell.client(remote)) {
      JsonNode gone = client.send("DELETE", "tokens/" + Paths.segment(name), null, Map.of());
      shell
          .out()
          .println(remote.json ? gone.toString() : "Revoked " + Listing.text(gone, "name") + ".");
    }
    return 0;
  }
}
