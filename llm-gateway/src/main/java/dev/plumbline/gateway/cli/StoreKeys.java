package dev.plumbline.gateway.cli;

import dev.plumbline.control.Actor;
import dev.plumbline.control.ControlStore;
import dev.plumbline.control.jdbc.ControlStores;
import dev.plumbline.gateway.admin.NewKey;
import dev.plumbline.gateway.start.FirstStart;
import dev.plumbline.gateway.start.GatewayOptions;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes keys in a store that no gateway need serve. */
final class StoreKeys {
  private static final Actor SHELL = new Actor("command line");

  private final Shell shell;

  StoreKeys(Shell shell) {
    this.shell = shell;
  }

  /**
   * Makes a key.
   *
   * @param database null for that of the settings
   */
  JsonNode create(ObjectNode wanted, @Nullable String database) {
    GatewayOptions options =
        GatewayOptions.of(
            "127.0.0.1",
            0,
            shell.settings(
                null,
                database == null ? Map.of() : Map.of(GatewayOptions.DATABASE.variable(), database)),
            shell.environment());
    NewKey made = NewKey.of(wanted, Instant.now());
    try (ControlStore store = new ControlStores(shell.environment()).open(options.database())) {
      FirstStart.setUp(store, shell.environment());
      store.put(made.key(), SHELL);
    }
    return made.json();
  }
}
