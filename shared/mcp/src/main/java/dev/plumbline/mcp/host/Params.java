package dev.plumbline.mcp.host;

import dev.plumbline.kernel.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, read with errors that name the parameter. */
final class Params {
  private final String method;
  private final Map<?, ?> values;

  private Params(String method, Map<?, ?> values) {
    this.method = method;
    this.values = values;
  }

  static Params of(String method, @Nullable Object params) {
    return switch (params) {
      case null -> new Params(method, Map.of());
      case Map<?, ?> map -> new Params(method, map);
      default ->
          throw new Failure.InvalidInput(
              "The params of %s are not an object.".formatted(method), "Send a JSON object.");
    };
  }

  /** A text that must be there. */
  String text(String name) {
    if (values.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new Failure.InvalidInput(
        "The params of %s need a text '%s'.".formatted(method, name), "Add it and send it again.");
  }

  /** A value as it came, or null. */
  @Nullable Object value(String name) {
    return values.get(name);
  }

  /** An object, empty when absent. */
  Map<String, Object> object(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(String.valueOf(key), element));
      return copy;
    }
    throw new Failure.InvalidInput(
        "'%s' of %s is not an object.".formatted(name, method), "Send a JSON object.");
  }

  /** An object whose values are texts, empty when absent. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name).forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }
}
