package dev.plumbline.gateway.alert;

import dev.plumbline.control.Level;
import dev.plumbline.control.alert.AlertState;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a look at one value of an alert found.
 *
 * @param tag what tells apart several conditions of one value, such as a budget and a threshold;
 *     empty for none
 * @param start of the time it is about; null for an open one
 * @param until its end; null for an open one
 * @param holds whether the alert fires
 */
record Condition(
    String alert,
    String value,
    @Nullable Level level,
    String tag,
    @Nullable Instant start,
    @Nullable Instant until,
    boolean holds,
    String text,
    SortedMap<String, String> figures) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Names its state. */
  AlertState.Key key() {
    return new AlertState.Key(alert, value, tag + "@" + (start == null ? "" : start));
  }

  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    figures.forEach(json::put);
    return json.toString();
  }

  /** The tag of a state. */
  static String tag(AlertState state) {
    String span = state.key().span();
    return span.substring(0, Math.max(0, span.lastIndexOf('@')));
  }

  /** The figures of a state. */
  static SortedMap<String, String> figures(AlertState state) {
    SortedMap<String, String> figures = new TreeMap<>();
    JsonNode json = JSON.readTree(state.figures());
    json.properties().forEach(field -> figures.put(field.getKey(), field.getValue().asString()));
    return figures;
  }
}
