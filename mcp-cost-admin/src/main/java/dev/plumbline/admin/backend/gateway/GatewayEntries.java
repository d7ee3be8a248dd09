package dev.plumbline.admin.backend.gateway;

import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.remote.GatewayClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What operators set up, through the admin API. */
final class GatewayEntries {
  private static final int PAGE = 1000;

  private final GatewayClient client;

  GatewayEntries(GatewayClient client) {
    this.client = client;
  }

  /** All of a kind. */
  <E extends Entry> List<E> list(EntryKind kind, Class<E> type) {
    List<E> all = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = client.get(kind.plural() + "?limit=" + PAGE + "&after=" + encoded(after));
      for (JsonNode item : page.path("items")) {
        all.add(read(kind, type, item));
      }
      after = page.path("next").asString("");
    } while (!after.isEmpty());
    return List.copyOf(all);
  }

  /** Adds something; when the answer is lost on the way, it is still added once. */
  JsonNode add(String path, ObjectNode body) {
    return client.send("POST", path, body, Map.of("idempotency-key", UUID.randomUUID().toString()));
  }

  /** Adds an entry of version 1, or replaces the one of the version before. */
  <E extends Entry> E put(E entry, Class<E> type) {
    EntryKind kind = EntryKind.of(entry);
    // What is shown lacks the parts that may be secrets.
    ObjectNode json = EntryJson.stored(entry);
    json.remove("version");
    JsonNode kept =
        entry.version() == 1
            ? add(kind.plural(), json)
            : client.send("PUT", path(kind, entry.id()), json, match(entry.version() - 1));
    return read(kind, type, kept);
  }

  /** Changes some fields of an entry. */
  JsonNode change(EntryKind kind, String id, long version, ObjectNode fields) {
    return client.send("PATCH", path(kind, id), fields, match(version));
  }

  void remove(Entry entry) {
    client.send("DELETE", path(EntryKind.of(entry), entry.id()), null, match(entry.version()));
  }

  private static Map<String, String> match(long version) {
    return Map.of("if-match", "\"" + version + "\"");
  }

  private static String path(EntryKind kind, String id) {
    return kind.plural() + "/" + encoded(id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  /** An entry that the gateway shows. */
  static <E extends Entry> E read(EntryKind kind, Class<E> type, JsonNode json) {
    try {
      return type.cast(EntryJson.read(kind, json));
    } catch (Failure.InvalidInput odd) {
      throw new Failure.Upstream(
          "The gateway answers in a way that is not understood: " + odd.getMessage(),
          "Run the same version of both programs.",
          odd);
    }
  }
}
