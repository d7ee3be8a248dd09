package dev.plumbline.mcp.schema;

import com.networknt.schema.Error;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says what is wrong with an argument: its name, its value and what is allowed. */
final class ArgumentProblems {
  private final JsonNode properties;
  private final Collection<String> required;

  ArgumentProblems(JsonNode properties, Collection<String> required) {
    this.properties = properties;
    this.required = required;
  }

  String describe(Error error) {
    String where = where(error);
    String name = error.getProperty();
    return switch (error.getKeyword()) {
      case "required" -> "'%s' is missing%s.".formatted(join(where, name), meaning(name));
      case "additionalProperties" -> unknown(join(where, name));
      case "enum" ->
          "'%s' is %s; allowed: %s.%s"
              .formatted(where, value(error), list(error.getSchemaNode()), hint(error));
      case "type" ->
          "'%s' is %s; expected %s."
              .formatted(where, value(error), error.getSchemaNode().asString("another type"));
      case "minimum", "maximum" ->
          "'%s' is %s; the %s is %s."
              .formatted(where, value(error), error.getKeyword(), error.getSchemaNode());
      case "minLength", "minItems" ->
          "'%s' is %s; it needs at least %s.".formatted(where, value(error), error.getSchemaNode());
      case "maxLength", "maxItems" ->
          "'%s' is %s; it may have at most %s."
              .formatted(where, value(error), error.getSchemaNode());
      case "pattern" ->
          "'%s' is %s; it must match %s."
              .formatted(where, value(error), error.getSchemaNode().asString());
      default -> "'%s' is %s: %s.".formatted(where, value(error), error.getMessage());
    };
  }

  private String unknown(String name) {
    List<String> known = new ArrayList<>();
    properties.properties().forEach(property -> known.add(property.getKey()));
    String allowed = known.isEmpty() ? "it takes none" : "allowed: " + String.join(", ", known);
    return "'%s' is not an argument; %s. %s"
        .formatted(Text.oneLine(name), allowed, Nearest.hint(name, known))
        .strip();
  }

  private String meaning(@Nullable String name) {
    JsonNode property = properties.path(name == null ? "" : name);
    String description = property.path("description").asString("");
    String allowed = property.has("enum") ? "; allowed: " + list(property.path("enum")) : "";
    String order = required.size() > 1 ? "; required: " + String.join(", ", required) : "";
    return (description.isEmpty() ? "" : " (" + description + ")") + allowed + order;
  }

  private static String hint(Error error) {
    List<String> allowed = new ArrayList<>();
    error.getSchemaNode().forEach(node -> allowed.add(node.asString()));
    String hint = Nearest.hint(error.getInstanceNode().asString(""), allowed);
    return hint.isEmpty() ? "" : " " + hint;
  }

  private static String list(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(node -> texts.add(node.asString(node.toString())));
    return String.join(", ", texts);
  }

  private static String value(Error error) {
    JsonNode node = error.getInstanceNode();
    return node == null ? "absent" : Text.oneLine(Text.cut(node.toString(), 80));
  }

  private static String where(Error error) {
    String path = error.getInstanceLocation().toString();
    return path.startsWith("/") ? path.substring(1).replace('/', '.') : path.replace("$.", "");
  }

  private static String join(String where, @Nullable String name) {
    String leaf = name == null ? "?" : name;
    return where.isEmpty() || where.equals("$") ? leaf : where + "." + leaf;
  }
}
