package dev.plumbline.gateway.cli;

import dev.plumbline.usage.remote.GatewayClient;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the commands for budgets, limits, routes and providers share.
 *
 * @param path such as {@code budgets}
 */
record Entries(Shell shell, String path) {
  int create(Remote remote, ObjectNode json) {
    try (GatewayClient client = shell.client(remote)) {
      JsonNode made =
          client.send("POST", path, json, Map.of("idempotency-key", UUID.randomUUID().toString()));
      if (remote.json) {
        shell.out().println(made);
      } else {
        shell.out().println("Added " + Listing.text(made, "id") + ".");
      }
    }
    return 0;
  }

  int list(Remote remote, BiConsumer<Listing, JsonNode> row) {
    Listing listing = new Listing();
    try (GatewayClient client = shell.client(remote)) {
      for (JsonNode item : Listing.all(client, path)) {
        if (remote.json) {
          shell.out().println(item);
        } else {
          row.accept(listing, item);
        }
      }
    }
    listing.print(shell.out());
    return 0;
  }

  int delete(Remote remote, String id) {
    try (GatewayClient client = shell.client(remote)) {
      JsonNode gone = client.send("DELETE", path + "/" + Paths.segment(id), null, Map.of());
      shell.out().println(remote.json ? gone.toString() : "Deleted " + id + ".");
    }
    return 0;
  }
}
