package dev.plumbline.control.json;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Budget;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.Silence;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.kernel.Failure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entries as JSON: names in snake case, amounts as plain decimal numbers (texts are read too),
 * durations and times in ISO 8601. A field that does not exist is refused.
 */
public final class EntryJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private EntryJson() {}

  /**
   * An entry for people and programs: without hashes of secrets, secret headers, paths of channels.
   */
  public static ObjectNode shown(Entry entry) {
    return write(entry, false);
  }

  /** An entry with everything, for the store alone. */
  public static ObjectNode stored(Entry entry) {
    return write(entry, true);
  }

  /**
   * Reads an entry that somebody gives. The {@code secrets} of a key, as {@link #shown} writes
   * them, are not read: the key has none.
   */
  public static Entry read(EntryKind kind, JsonNode json) {
    return read(kind, json, false);
  }

  /** Reads an entry that {@link #stored} wrote. */
  public static Entry readStored(EntryKind kind, JsonNode json) {
    return read(kind, json, true);
  }

  /** The JSON value that a text is; {@code InvalidInput} when it is none. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException wrong) {
      throw new Failure.InvalidInput(
          "That is not JSON: " + wrong.getOriginalMessage() + ".", "Give one JSON value.");
    }
  }

  private static ObjectNode write(Entry entry, boolean secrets) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("id", entry.id());
    switch (entry) {
      case VirtualKey key -> KeyJson.write(json, key, secrets);
      case Budget budget -> BudgetJson.write(json, budget);
      case Limit limit -> BudgetJson.write(json, limit);
      case Route route -> RouteJson.write(json, route);
      case Provider provider -> ProviderJson.write(json, provider, secrets);
      case Alert alert -> AlertJson.write(json, alert);
      case Channel channel -> AlertJson.write(json, channel, secrets);
      case Silence silence -> AlertJson.write(json, silence);
      case CachePolicy policy -> CachePolicyJson.write(json, policy);
    }
    return json.put("version", entry.version());
  }

  private static Entry read(EntryKind kind, JsonNode json, boolean secrets) {
    JsonFields fields = new JsonFields("", json);
    String id = fields.required("id");
    Long given = fields.whole("version");
    long version = given == null ? 1 : given;
    Entry entry =
        switch (kind) {
          case KEY -> KeyJson.read(fields, id, version, secrets);
          case BUDGET -> BudgetJson.budget(fields, id, version);
          case LIMIT -> BudgetJson.limit(fields, id, version);
          case ROUTE -> RouteJson.read(fields, id, version);
          case PROVIDER -> ProviderJson.read(fields, id, version);
          case ALERT -> AlertJson.alert(fields, id, version);
          case CHANNEL -> AlertJson.channel(fields, id, version);
          case SILENCE -> AlertJson.silence(fields, id, version);
          case CACHE_POLICY -> CachePolicyJson.read(fields, id, version);
        };
    fields.end();
    return entry;
  }
}
