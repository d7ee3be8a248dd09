package dev.plumbline.gateway.admin;

import dev.plumbline.control.Entry;
import dev.plumbline.control.json.EntryJson;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What an operation came to.
 *
 * @param status of HTTP
 * @param headers in lower case
 */
record Answer(int status, SortedMap<String, String> headers, JsonNode body) {
  /** Done. */
  static Answer ok(JsonNode body) {
    return new Answer(200, new TreeMap<>(), body);
  }

  /** Added. */
  static Answer made(Entry entry, JsonNode body) {
    return new Answer(201, tag(entry), body);
  }

  /** An entry as it is now, without its secrets. */
  static Answer of(Entry entry) {
    return new Answer(200, tag(entry), EntryJson.shown(entry));
  }

  /** The same with a further header. */
  Answer with(String name, String value) {
    SortedMap<String, String> all = new TreeMap<>(headers);
    all.put(name, value);
    return new Answer(status, all, body);
  }

  private static SortedMap<String, String> tag(Entry entry) {
    return new TreeMap<>(Map.of("etag", Versions.tag(entry)));
  }
}
