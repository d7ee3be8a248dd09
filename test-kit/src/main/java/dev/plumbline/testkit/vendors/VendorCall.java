package dev.plumbline.testkit.vendors;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request, which may hold only what its vendor documents.
 *
 * @param parts what the pattern of the route found in the path
 */
public record VendorCall(
    String method, String path, List<String> parts, Map<String, String> query, JsonNode body) {
  /** The documented parameters; others are refused. */
  public VendorCall takes(String... names) {
    for (String name : query.keySet()) {
      if (!Set.of(names).contains(name)) {
        throw new VendorError(400, "unknown parameter " + name + " of " + path);
      }
    }
    return this;
  }

  /** The body, which may have the documented fields only. */
  public ObjectNode fields(String... names) {
    if (!(body instanceof ObjectNode object)) {
      throw new VendorError(400, "no body for " + path);
    }
    only(object, Set.of(names));
    return object;
  }

  /** Refuses fields that are not documented. */
  public void only(JsonNode object, Set<String> names) {
    for (String name : object.propertyNames()) {
      if (!names.contains(name)) {
        throw new VendorError(400, "unknown field " + name + " of " + path);
      }
    }
  }

  /** A parameter; null where there is none. */
  public @Nullable String parameter(String name) {
    return query.get(name);
  }

  /** A number among the parameters. */
  public int number(String name, int otherwise) {
    String text = query.get(name);
    return text == null ? otherwise : Integer.parseInt(text);
  }

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
