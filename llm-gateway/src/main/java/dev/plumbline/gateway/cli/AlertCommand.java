package dev.plumbline.gateway.cli;

import dev.plumbline.usage.remote.GatewayClient;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows alerts and tries their channels. */
@Command(
    name = "alert",
    mixinStandardHelpOptions = true,
    description = "Shows alerts and tries their channels.")
final class AlertCommand implements Runnable {
  private static final int FAILED = 1;

  private final Shell shell;
  private final Entries entries;

  @Spec private @Nullable CommandSpec spec;

  AlertCommand(Shell shell) {
    this.shell = shell;
    this.entries = new Entries(shell, "alerts");
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Choose list, firing, test or listen.");
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the alerts.")
  int list(@Mixin Remote remote) {
    return entries.list(
        remote,
        (listing, alert) ->
            listing.row(
                Listing.text(alert, "id"),
                Listing.text(alert, "kind"),
                Listing.text(alert, "threshold"),
                Listing.text(alert, "severity"),
                alert.path("enabled").asBoolean() ? "on" : "off"));
  }

  @Command(name = "firing", mixinStandardHelpOptions = true, description = "Lists what fires now.")
  int firing(@Mixin Remote remote) {
    Listing listing = new Listing();
    try (GatewayClient client = shell.client(remote)) {
      for (JsonNode item : client.send("GET", "alert-states", null, Map.of()).path("items")) {
        if (remote.json) {
          shell.out().println(item);
        } else {
          listing.row(
              Listing.text(item, "alert"),
              Listing.text(item, "value"),
              Listing.text(item, "since"),
              Listing.text(item, "text"));
        }
      }
    }
    listing.print(shell.out());
    return 0;
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Sends a test message through the channels of an alert.")
  int test(@Mixin Remote remote, @Parameters(paramLabel = "ID") String id) {
    Listing listing = new Listing();
    boolean taken = true;
    try (GatewayClient client = shell.client(remote)) {
      JsonNode answer =
          client.send("POST", "alerts/" + Paths.segment(id) + "/test", null, Map.of());
      for (JsonNode item : answer.path("items")) {
        taken &= item.path("taken").asBoolean();
        if (remote.json) {
          shell.out().println(item);
        } else {
          listing.row(
              Listing.text(item, "channel"),
              item.path("taken").asBoolean() ? "taken" : "not taken",
              Listing.text(item, "trouble"));
        }
      }
    }
    listing.print(shell.out());
    return taken ? 0 : FAILED;
  }

  @Command(
      name = "listen",
      mixinStandardHelpOptions = true,
      description =
          "Takes the messages of channels on this machine and prints them, until stopped.")
  int listen(
      @Option(
              names = "--port",
              defaultValue = "4010",
              description = "Where. Default: ${DEFAULT-VALUE}.")
          int port) {
    try (AlertListener listener = new AlertListener(port, shell.out())) {
      shell.out().println("Listening for messages at " + listener.url());
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
