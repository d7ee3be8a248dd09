package dev.plumbline.usage.remote;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.usage.LedgerHealth;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ledger of a running gateway, read through its admin API. */
public final class RemoteLedger implements LedgerReader {
  private static final int IDS_AT_ONCE = 1_000;
  private static final HttpSettings PATIENCE =
      new HttpSettings(Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofMinutes(3), 0);
  private static final HttpSettings GLANCE =
      new HttpSettings(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 0);

  private final GatewayClient client;

  /** Reads the ledger of a gateway; nothing is sent before the first question. */
  public RemoteLedger(GatewayAddress address, GatewayToken token) {
    this(new GatewayClient(address, token, PATIENCE));
  }

  /** Reads with a client of its own, which it closes. */
  public RemoteLedger(GatewayClient client) {
    this.client = client;
  }

  /** Whether a gateway is there now that shows us its ledger. */
  public static boolean answers(GatewayAddress address, GatewayToken token) {
    if (token.find(address).isEmpty()) {
      return false;
    }
    try (GatewayClient client = new GatewayClient(address, token, GLANCE)) {
      return client.get("whoami").path("role").isString();
    } catch (Failure notThere) {
      return false;
    }
  }

  @Override
  public String location() {
    return client.address().url();
  }

  @Override
  public UsageTable query(UsageQuery query) {
    return read(ask("query", LedgerJson.write(query)), json -> LedgerJson.table(query, json));
  }

  @Override
  public List<UsageEvent> events(EventSearch search) {
    return read(
        ask("events", LedgerJson.write(search)),
        json ->
            Fields.answered(json)
                .list("events", (_, event) -> EventJson.read(Fields.answered(event))));
  }

  @Override
  public Optional<UsageEvent> event(String id) {
    return read(
        ask("event", WireJson.object().put("id", id)),
        json ->
            Optional.ofNullable(Fields.answered(json).take("event"))
                .map(event -> EventJson.read(Fields.answered(event))));
  }

  @Override
  public Set<String> known(Collection<String> ids) {
    List<String> all = List.copyOf(new HashSet<>(ids));
    Set<String> known = new HashSet<>();
    for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
      ObjectNode asked = WireJson.object();
      ArrayNode some = asked.putArray("ids");
      all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE)).forEach(some::add);
      known.addAll(read(ask("known", asked), json -> Fields.answered(json).texts("known")));
    }
    return known;
  }

  @Override
  public List<String> values(Dimension dimension, String prefix, int limit) {
    ObjectNode asked =
        WireJson.object()
            .put("dimension", dimension.label())
            .put("prefix", prefix)
            .put("limit", limit);
    return read(ask("values", asked), json -> Fields.answered(json).texts("values"));
  }

  @Override
  public LedgerHealth health() {
    return read(client.get("usage/health"), LedgerJson::health);
  }

  private JsonNode ask(String question, ObjectNode body) {
    return client.post("usage/" + question, body);
  }

  /** What cannot be read is the gateway's fault, not the asker's. */
  private <T> T read(JsonNode json, Function<JsonNode, T> reading) {
    try {
      return reading.apply(json);
    } catch (Failure.InvalidInput | DateTimeException odd) {
      throw new Failure.Upstream(
          "The gateway %s answers in a way that is not understood: %s"
              .formatted(location(), odd.getMessage()),
          "Run the same version of both programs.",
          odd);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
