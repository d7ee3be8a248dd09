package dev.plumbline.control.json;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes the fields of a JSON object one by one; {@link #end} refuses those that nobody took. A
 * field that is null counts as absent.
 */
final class JsonFields {
  private final String path;
  private final JsonNode object;
  private final Set<String> taken = new LinkedHashSet<>();

  /**
   * The fields of an object.
   *
   * @param path of the object within the entry with a dot at its end; empty for the entry itself
   */
  JsonFields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
    if (!object.isObject()) {
      String name = path.isEmpty() ? "The entry" : "The field " + path.replaceAll("\\.$", "");
      throw new Failure.InvalidInput(name + " is not a JSON object.", "Give an object.");
    }
  }

  /** Refuses fields that were not taken. */
  void end() {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!taken.contains(field.getKey())) {
        throw unknown(field.getKey(), taken);
      }
    }
  }

  private Failure unknown(String name, Collection<String> known) {
    String hint = Nearest.hint(name, known);
    return new Failure.InvalidInput(
        "There is no field " + path + shown(name) + ".",
        hint.isEmpty() ? "Known: " + String.join(", ", known) + "." : hint);
  }

  @Nullable JsonNode take(String name) {
    taken.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  @Nullable String text(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw wrong(name, value, "Give text.");
    }
    return value.asString();
  }

  String text(String name, String usual) {
    String value = text(name);
    return value == null ? usual : value;
  }

  String required(String name) {
    return needed(name, text(name));
  }

  <T> T needed(String name, @Nullable T value) {
    if (value == null) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        String other = field.getKey();
        if (!taken.contains(other) && !Nearest.to(other, List.of(name), 1).isEmpty()) {
          throw unknown(other, List.of(name));
        }
      }
      throw new Failure.InvalidInput("The field " + path + name + " is missing.", "Give it.");
    }
    return value;
  }

  boolean flag(String name, boolean usual) {
    JsonNode value = take(name);
    if (value == null) {
      return usual;
    }
    if (!value.isBoolean()) {
      throw wrong(name, value, "Give true or false.");
    }
    return value.booleanValue();
  }

  @Nullable Long whole(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, value, "Give a whole number.");
    }
    return value.longValue();
  }

  int small(String name, int usual) {
    Long value = whole(name);
    if (value != null && value != value.intValue()) {
      throw wrong(name, value, "Give a smaller number.");
    }
    return value == null ? usual : value.intValue();
  }

  /** A number, or text that is one. */
  @Nullable BigDecimal decimal(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return null;
    }
    try {
      if (value.isNumber()) {
        return value.decimalValue();
      }
      if (value.isString() && value.asString().length() < 100) {
        return new BigDecimal(value.asString().strip());
      }
    } catch (NumberFormatException notOne) {
      throw wrong(name, value, "Give a decimal number.");
    }
    throw wrong(name, value, "Give a decimal number.");
  }

  @Nullable Duration duration(String name) {
    return parsed(name, Duration::parse, "Give an ISO 8601 duration such as PT30S or PT1M.");
  }

  Duration duration(String name, Duration usual) {
    Duration value = duration(name);
    return value == null ? usual : value;
  }

  @Nullable Instant time(String name) {
    return parsed(name, Instant::parse, "Give a time such as 2026-01-31T12:00:00Z.");
  }

  <T> @Nullable T parsed(String name, Function<String, T> parser, String right) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      return parser.apply(value);
    } catch (DateTimeException | ArithmeticException wrong) {
      throw wrong(name, value, right);
    }
  }

  <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    List<String> known =
        Arrays.stream(type.getEnumConstants())
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .toList();
    int place = known.indexOf(value.toLowerCase(Locale.ROOT));
    if (place < 0) {
      String hint = Nearest.hint(value, known);
      throw wrong(name, value, (hint + " Known: " + String.join(", ", known) + ".").strip());
    }
    return type.getEnumConstants()[place];
  }

  List<String> texts(String name) {
    return list(
        name,
        (place, value) -> {
          if (!value.isString()) {
            throw wrong(place, value, "Give text.");
          }
          return value.asString();
        });
  }

  /** Reads one element of a list. */
  interface Element<T> {
    T read(String place, JsonNode value);
  }

  <T> List<T> list(String name, Element<T> element) {
    JsonNode value = take(name);
    List<T> list = new ArrayList<>();
    if (value == null) {
      return list;
    }
    if (!value.isArray()) {
      throw wrong(name, value, "Give a list.");
    }
    for (int i = 0; i < value.size(); i++) {
      list.add(element.read(name + "[" + i + "]", value.get(i)));
    }
    return list;
  }

  SortedMap<String, String> map(String name) {
    JsonNode value = take(name);
    SortedMap<String, String> map = new TreeMap<>();
    if (value == null) {
      return map;
    }
    if (!value.isObject()) {
      throw wrong(name, value, "Give an object of texts.");
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (!field.getValue().isString()) {
        throw wrong(name + "." + shown(field.getKey()), field.getValue(), "Give text.");
      }
      map.put(field.getKey(), field.getValue().asString());
    }
    return map;
  }

  /** The fields of an object within; null when it is absent. */
  @Nullable JsonFields object(String name) {
    JsonNode value = take(name);
    return value == null ? null : new JsonFields(path + name + ".", value);
  }

  JsonFields within(String place, JsonNode value) {
    return new JsonFields(path + place + ".", value);
  }

  Failure.InvalidInput wrong(String name, Object value, String right) {
    return new Failure.InvalidInput(
        "The field %s%s is %s.".formatted(path, name, shown(String.valueOf(value))), right);
  }

  private static String shown(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
