package dev.plumbline.usage.source.otel;

import dev.plumbline.usage.source.text.JsonValues;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes an OTLP {@code ResourceSpans} apart into one flat object for each call of a model. */
public final class Spans {
  /** Spans around calls of models; what they add up stands in the calls themselves. */
  private static final Set<String> AROUND =
      Set.of("invoke_agent", "create_agent", "execute_tool", "invoke_workflow", "plan");

  private Spans() {}

  /** Gives every span that is a call of a model. */
  public static void of(JsonNode resourceSpans, Consumer<JsonNode> calls) {
    ObjectNode resource = JsonValues.mapper().createObjectNode();
    JsonNode own = JsonValues.at(resourceSpans, "resource");
    if (own != null) {
      attributes(own, "resource.", resource);
    }
    for (JsonNode scope : array(resourceSpans, "scopeSpans", "instrumentationLibrarySpans")) {
      for (JsonNode span : array(scope, "spans", "spans")) {
        ObjectNode values = resource.deepCopy();
        attributes(span, "", values);
        if (isCall(values)) {
          copy(span, values, "traceId", "spanId", "startTimeUnixNano", "endTimeUnixNano");
          JsonNode code = JsonValues.at(span, "status", "code");
          if (code != null) {
            values.set("statusCode", code);
          }
          calls.accept(values);
        }
      }
    }
  }

  private static boolean isCall(JsonNode values) {
    String operation = JsonValues.text(values, "gen_ai.operation.name");
    if (operation != null) {
      return !AROUND.contains(operation);
    }
    return values.has("gen_ai.usage.input_tokens")
        || values.has("gen_ai.usage.prompt_tokens")
        || values.has("gen_ai.request.model");
  }

  private static void copy(JsonNode from, ObjectNode to, String... names) {
    for (String name : names) {
      JsonNode value = from.get(name);
      if (value != null) {
        to.set(name, value);
      }
    }
  }

  private static Iterable<JsonNode> array(JsonNode node, String name, String olderName) {
    JsonNode array = node.has(name) ? node.get(name) : node.get(olderName);
    return array != null && array.isArray() ? array : JsonValues.mapper().createArrayNode();
  }

  private static void attributes(JsonNode node, String prefix, ObjectNode into) {
    for (JsonNode attribute : array(node, "attributes", "attributes")) {
      String key = JsonValues.text(attribute, "key");
      JsonNode value = JsonValues.at(attribute, "value");
      JsonNode plain = value == null ? null : plain(value);
      if (key != null && plain != null) {
        into.set(prefix + key, plain);
      }
    }
  }

  /** OTLP writes whole numbers as text; the first of a list stands for it. */
  private static @Nullable JsonNode plain(JsonNode value) {
    for (String kind : new String[] {"stringValue", "intValue", "doubleValue", "boolValue"}) {
      JsonNode plain = value.get(kind);
      if (plain != null) {
        return plain;
      }
    }
    JsonNode list = JsonValues.at(value, "arrayValue", "values");
    return list != null && !list.isEmpty() ? plain(list.get(0)) : null;
  }
}
