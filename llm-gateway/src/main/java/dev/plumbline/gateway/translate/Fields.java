package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.Failure;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes an object's fields one by one, so that none is left out silently; for one thread. */
final class Fields {
  private final String path;
  private final JsonNode node;
  private final Set<String> taken = new HashSet<>();

  /** The fields of an object at a path; empty for the whole request. */
  Fields(String path, JsonNode node) {
    if (!node.isObject()) {
      throw cannot(path, node, "It must be an object");
    }
    this.path = path;
    this.node = node;
  }

  /** The path of a field. */
  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A field's value; null where it says nothing. */
  @Nullable JsonNode take(String name) {
    taken.add(name);
    JsonNode value = node.get(name);
    return Json.blank(value) ? null : value;
  }

  /** A text; null where there is none. */
  @Nullable String text(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw cannot(path(name), value, "It must be a text");
    }
    return value.stringValue();
  }

  /** A text that must be there. */
  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw new Failure.InvalidInput(
          "The field '%s' is missing.".formatted(path(name)), "Give it a text.");
    }
    return value;
  }

  /** Fields that need no counterpart. */
  void skip(String... names) {
    taken.addAll(Set.of(names));
  }

  /** A field that may be given only with the values that change nothing. */
  void only(String name, String... usual) {
    JsonNode value = take(name);
    if (value != null && !Set.of(usual).contains(value.asString(value.toString()))) {
      throw cannot(path(name), value, "It has no counterpart for this model");
    }
  }

  /**
   * All fields were asked for.
   *
   * @throws Failure.InvalidInput naming the first one that was not
   */
  void done() {
    node.forEachEntry((name, value) -> {
      if (!taken.contains(name) && !Json.blank(value)) {
        throw cannot(path(name), value, "It has no counterpart for this model");
      }
    });
  }

  /** Why a request cannot be translated. */
  static Failure cannot(String field, JsonNode value, String why) {
    return new Failure.InvalidInput(
        "The field '%s' is %s. %s.".formatted(field, Json.shown(value), why),
        "Leave it out, change it, or use a model of a provider of your own dialect.");
  }
}
