package dev.plumbline.usage.jdbc;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tags as a JSON object of texts, names in order; none at all as null. */
final class Tags {
  private static final JsonMapper JSON = new JsonMapper();

  private Tags() {}

  /** The text kept for tags. */
  static @Nullable String json(SortedMap<String, String> tags) {
    return tags.isEmpty() ? null : JSON.writeValueAsString(storable(tags));
  }

  /** The tags that a text stands for. */
  static SortedMap<String, String> read(@Nullable String json) {
    return json == null
        ? new TreeMap<>()
        : new TreeMap<>(JSON.readValue(json, new TypeReference<Map<String, String>>() {}));
  }

  private static Map<String, String> storable(SortedMap<String, String> tags) {
    SortedMap<String, String> kept = new TreeMap<>();
    tags.forEach((name, value) -> kept.put(Texts.kept(name), Texts.kept(value)));
    return kept;
  }
}
