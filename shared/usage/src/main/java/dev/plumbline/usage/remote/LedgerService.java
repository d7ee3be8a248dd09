package dev.plumbline.usage.remote;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.query.Dimension;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers questions that come as JSON from a ledger; safe for many threads. What is asked wrongly
 * is an {@code InvalidInput} that names the field.
 */
public final class LedgerService {
  private static final int MOST_IDS = 10_000;
  private static final int MOST_VALUES = 10_000;

  private final Supplier<LedgerReader> ledger;

  /**
   * Answers from a ledger.
   *
   * @param ledger asked for at each question, so that it need not be there at the start
   */
  public LedgerService(Supplier<LedgerReader> ledger) {
    this.ledger = ledger;
  }

  /** Answers a usage query. */
  public ObjectNode query(JsonNode asked) {
    return LedgerJson.write(ledger.get().query(LedgerJson.query(asked)));
  }

  /** Finds single events. */
  public ObjectNode events(JsonNode asked) {
    ObjectNode json = WireJson.object();
    ArrayNode events = json.putArray("events");
    ledger
        .get()
        .events(LedgerJson.search(asked))
        .forEach(each -> events.add(EventJson.write(each)));
    return json;
  }

  /** Finds one event by its id; {@code null} where there is none. */
  public ObjectNode event(JsonNode asked) {
    Fields fields = Fields.asked(asked);
    String id = fields.required("id");
    fields.end();
    Optional<UsageEvent> event = ledger.get().event(id);
    ObjectNode json = WireJson.object();
    event.ifPresentOrElse(
        found -> json.set("event", EventJson.write(found)), () -> json.putNull("event"));
    return json;
  }

  /** Says which of some ids the ledger has. */
  public ObjectNode known(JsonNode asked) {
    Fields fields = Fields.asked(asked);
    List<String> ids = fields.texts("ids");
    fields.end();
    if (ids.size() > MOST_IDS) {
      throw new Failure.InvalidInput(
          ids.size() + " ids are too many for one question.",
          "Ask for at most " + MOST_IDS + " at once.");
    }
    ObjectNode json = WireJson.object();
    Set<String> known = ids.isEmpty() ? Set.of() : ledger.get().known(ids);
    new TreeSet<>(known).forEach(json.putArray("known")::add);
    return json;
  }

  /** Lists the values of a dimension. */
  public ObjectNode values(JsonNode asked) {
    Fields fields = Fields.asked(asked);
    Dimension dimension = LedgerJson.dimension(fields, "dimension");
    String prefix = fields.text("prefix");
    Integer limit = fields.small("limit");
    fields.end();
    if (limit != null && (limit < 1 || limit > MOST_VALUES)) {
      throw fields.wrong("limit", limit, "Give 1 to " + MOST_VALUES + ".");
    }
    ObjectNode json = WireJson.object();
    ledger
        .get()
        .values(dimension, prefix == null ? "" : prefix, limit == null ? 100 : limit)
        .forEach(json.putArray("values")::add);
    return json;
  }

  /** Says how fresh and complete the ledger is, and where it is kept. */
  public ObjectNode health() {
    LedgerReader reader = ledger.get();
    return LedgerJson.write(reader.health()).put("location", reader.location());
  }
}
