package dev.plumbline.gateway.admin;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the fields of a small JSON object one by one; {@link #end} refuses what nobody took. */
final class Taken {
  private final ObjectNode object;
  private final Set<String> known = new LinkedHashSet<>();

  Taken(ObjectNode object) {
    this.object = object;
  }

  @Nullable String text(String name) {
    JsonNode value = take(name);
    if (value != null && (!value.isString() || value.asString().isBlank())) {
      throw wrong(name, "text");
    }
    return value == null ? null : value.asString();
  }

  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  long whole(String name, long usual) {
    JsonNode value = take(name);
    if (value == null) {
      return usual;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
      throw wrong(name, "a whole number of at least 0");
    }
    return value.intValue();
  }

  Instant time(String name) {
    String value = required(name);
    try {
      return Instant.parse(value);
    } catch (DateTimeException wrong) {
      throw wrong(name, "a time such as 2026-01-31T12:00:00Z");
    }
  }

  ObjectNode object(String name) {
    JsonNode value = take(name);
    if (value instanceof ObjectNode found) {
      return found;
    }
    throw value == null ? missing(name) : wrong(name, "an object");
  }

  void end() {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        String hint = Nearest.hint(name, known);
        throw new Failure.InvalidInput(
            "There is no field " + (name.length() > 80 ? name.substring(0, 80) + "…" : name) + ".",
            hint.isEmpty() ? "Known: " + String.join(", ", known) + "." : hint);
      }
    }
  }

  private @Nullable JsonNode take(String name) {
    known.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static Failure missing(String name) {
    return new Failure.InvalidInput("The field " + name + " is missing.", "Give it.");
  }

  private static Failure wrong(String name, String right) {
    return new Failure.InvalidInput("The field " + name + " is not " + right + ".", "Correct it.");
  }
}
