package dev.plumbline.gateway.admin;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON schema, built step by step. */
final class Schema {
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  private Schema() {}

  private static Schema of(String type, String about) {
    Schema schema = new Schema();
    schema.json.put("type", type);
    if (!about.isEmpty()) {
      schema.json.put("description", about);
    }
    return schema;
  }

  /** An object without further fields than those added. */
  static Schema object(String about) {
    Schema schema = of("object", about);
    schema.json.putObject("properties");
    schema.json.put("additionalProperties", false);
    return schema;
  }

  /** An object of texts by any name. */
  static Schema texts(String about) {
    Schema schema = of("object", about);
    schema.json.putObject("additionalProperties").put("type", "string");
    return schema;
  }

  static Schema text(String about) {
    return of("string", about);
  }

  static Schema flag(String about) {
    return of("boolean", about);
  }

  static Schema whole(String about) {
    return of("integer", about);
  }

  static Schema whole(String about, long least, long most) {
    Schema schema = of("integer", about);
    schema.json.put("minimum", least).put("maximum", most);
    return schema;
  }

  static Schema number(String about) {
    return of("number", about);
  }

  /** An amount with all its digits: a text, or a number where one is given. */
  static Schema amount(String about) {
    Schema schema = of("string", about);
    schema.json.putArray("type").add("string").add("number");
    return schema;
  }

  static Schema time(String about) {
    Schema schema = of("string", about);
    schema.json.put("format", "date-time");
    return schema;
  }

  static Schema duration(String about) {
    Schema schema = of("string", about);
    schema.json.put("format", "duration");
    return schema;
  }

  static Schema list(String about, Schema items) {
    Schema schema = of("array", about);
    schema.json.set("items", items.json);
    return schema;
  }

  /** One of the names of an enum. */
  static Schema choice(String about, Enum<?>[] values) {
    Schema schema = of("string", about);
    var names = schema.json.putArray("enum");
    for (Enum<?> value : values) {
      names.add(value.name().toLowerCase(Locale.ROOT));
    }
    return schema;
  }

  /** The schema of that name among the document's components. */
  static Schema ref(String name) {
    Schema schema = new Schema();
    schema.json.put("$ref", "#/components/schemas/" + name);
    return schema;
  }

  /** A field that must be there. */
  Schema needs(String name, Schema field) {
    json.withArray("required").add(name);
    return has(name, field);
  }

  /** A field that may be left out, which null does too. */
  Schema may(String name, Schema field) {
    return has(name, field.orNull());
  }

  private Schema has(String name, Schema field) {
    json.withObjectProperty("properties").set(name, field.json);
    return this;
  }

  /** Any field with any value is allowed. */
  Schema open() {
    json.put("additionalProperties", true);
    return this;
  }

  /** Null is allowed too. */
  Schema orNull() {
    Schema other = new Schema();
    JsonNode type = json.get("type");
    if (type == null) {
      other.json.putArray("anyOf").add(json).addObject().put("type", "null");
      return other;
    }
    other.json.setAll(json.deepCopy());
    var types = other.json.putArray("type");
    if (type.isArray()) {
      types.addAll(type.values());
    } else {
      types.add(type.asString());
    }
    types.add("null");
    if (other.json.has("enum")) {
      other.json.withArray("enum").addNull();
    }
    return other;
  }

  /** A copy as JSON. */
  ObjectNode json() {
    return json.deepCopy();
  }
}
