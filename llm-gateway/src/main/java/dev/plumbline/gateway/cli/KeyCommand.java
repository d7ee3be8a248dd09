package dev.plumbline.gateway.cli;

import dev.plumbline.usage.remote.GatewayClient;
import dev.plumbline.usage.remote.RemoteLedger;
import dev.plumbline.usage.remote.WireJson;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Makes and manages the keys of applications. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Makes and manages the keys of applications.")
final class KeyCommand implements Runnable {
  private final Shell shell;

  @Spec private @Nullable CommandSpec spec;

  KeyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "Choose create, list, block, unblock, revoke or rotate.");
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Makes a key and prints it; it is shown this once.")
  int create(
      @Mixin Remote remote,
      @Mixin KeyChoice choice,
      @Option(
              names = "--database",
              paramLabel = "LOCATION",
              description = "Make it in this store, without a running gateway.")
          @Nullable String database) {
    boolean running =
        database == null
            && (remote.gateway != null
                || RemoteLedger.answers(shell.address(remote), shell.token()));
    JsonNode made =
        running ? remotely(remote, choice) : new StoreKeys(shell).create(choice.json(), database);
    if (remote.json) {
      shell.out().println(made);
    } else {
      System.err.printf(
          "Made the key %s for %s. It is shown only now:%n",
          Listing.text(made, "entry", "id"), Listing.text(made, "entry", "name"));
      shell.out().println(Listing.text(made, "key"));
    }
    return 0;
  }

  private JsonNode remotely(Remote remote, KeyChoice choice) {
    try (GatewayClient client = shell.client(remote)) {
      return client.send("POST", "keys", choice.json(), once());
    }
  }

  /** A cut connection must not make two keys. */
  private static Map<String, String> once() {
    return Map.of("idempotency-key", UUID.randomUUID().toString());
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys.")
  int list(@Mixin Remote remote) {
    try (GatewayClient client = shell.client(remote)) {
      List<JsonNode> keys = Listing.all(client, "keys");
      Listing listing = new Listing();
      for (JsonNode key : keys) {
        if (remote.json) {
          shell.out().println(key);
        }
        listing.row(
            Listing.text(key, "id"),
            Listing.text(key, "state"),
            Listing.text(key, "name"),
            owner(key.path("owner")),
            Listing.text(key, "expires"));
      }
      if (!remote.json) {
        listing.print(shell.out());
      }
    }
    return 0;
  }

  private static String owner(JsonNode owner) {
    Map<String, String> named = new LinkedHashMap<>();
    owner.properties().forEach(field -> named.put(field.getKey(), field.getValue().asString("")));
    named.values().removeIf(String::isEmpty);
    return String.join(
        ",", named.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList());
  }

  @Command(
      name = "block",
      mixinStandardHelpOptions = true,
      description = "Lets a key in no more, for now.")
  int block(@Mixin Remote remote, @Parameters(paramLabel = "ID") String id) {
    return state(remote, id, "block");
  }

  @Command(
      name = "unblock",
      mixinStandardHelpOptions = true,
      description = "Lets a blocked key in again.")
  int unblock(@Mixin Remote remote, @Parameters(paramLabel = "ID") String id) {
    return state(remote, id, "unblock");
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Lets a key in never again.")
  int revoke(@Mixin Remote remote, @Parameters(paramLabel = "ID") String id) {
    return state(remote, id, "revoke");
  }

  private int state(Remote remote, String id, String verb) {
    try (GatewayClient client = shell.client(remote)) {
      JsonNode key = client.post(path(id) + "/" + verb, WireJson.object());
      print(remote, key, "The key %s is %s.");
    }
    return 0;
  }

  private void print(Remote remote, JsonNode key, String sentence) {
    if (remote.json) {
      shell.out().println(key);
    } else {
      shell.out().println(sentence.formatted(Listing.text(key, "id"), Listing.text(key, "state")));
    }
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = "Gives a key a new secret and prints it; the old one ends after a while.")
  int rotate(
      @Mixin Remote remote,
      @Option(
              names = "--grace",
              defaultValue = "30m",
              description = "How long the old secret stays valid. Default: ${DEFAULT-VALUE}.")
          String grace,
      @Parameters(paramLabel = "ID") String id) {
    ObjectNode body = WireJson.object().put("grace", Moments.duration(grace).toString());
    try (GatewayClient client = shell.client(remote)) {
      JsonNode made = client.send("POST", path(id) + "/rotate", body, once());
      if (remote.json) {
        shell.out().println(made);
      } else {
        System.err.printf("The new secret of %s is shown only now:%n", id);
        shell.out().println(Listing.text(made, "key"));
      }
    }
    return 0;
  }

  /** A key may be named by its public part, or by its whole text, whose secret is not sent. */
  private static String path(String id) {
    String[] parts = id.split("-", -1);
    return "keys/" + (parts.length > 1 && parts[0].equals("pl") ? parts[1] : Paths.segment(id));
  }
}
