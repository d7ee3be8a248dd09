package dev.plumbline.usage.remote;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes the fields of a JSON object one by one; a field that is null counts as absent. {@link #end}
 * refuses those that nobody took, unless the object is an answer of a newer program.
 */
final class Fields {
  private static final int LONGEST_SHOWN = 80;
  private static final int LONGEST_NUMBER = 100;

  private final String path;
  private final JsonNode object;
  private final boolean strict;
  private final Set<String> taken = new LinkedHashSet<>();

  private Fields(String path, JsonNode object, boolean strict) {
    this.path = path;
    this.object = object;
    this.strict = strict;
    if (!object.isObject()) {
      throw new Failure.InvalidInput(
          (path.isEmpty() ? "That" : "The field " + path.substring(0, path.length() - 1))
              + " is not a JSON object.",
          "Give an object.");
    }
  }

  /** The fields of what somebody asks or gives. */
  static Fields asked(JsonNode object) {
    return new Fields("", object, true);
  }

  /** The fields of an answer, which may have more of them than are known here. */
  static Fields answered(JsonNode object) {
    return new Fields("", object, false);
  }

  /** Fields of an object that are read like these. */
  Fields like(String place, JsonNode other) {
    return new Fields(path + place + ".", other, strict);
  }

  /** Refuses fields that were not taken. */
  void end() {
    for (String name : object.propertyNames()) {
      if (strict && !taken.contains(name)) {
        throw new Failure.InvalidInput(
            "There is no field " + path + shown(name) + ".", known(name, taken));
      }
    }
  }

  /** The nearest known names, or all of them. */
  private static String known(String name, Collection<String> names) {
    String hint = Nearest.hint(name, names);
    return hint.isEmpty() ? "Known: " + String.join(", ", names) + "." : hint;
  }

  @Nullable JsonNode take(String name) {
    taken.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  <T> T needed(String name, @Nullable T value) {
    if (value == null) {
      throw new Failure.InvalidInput("The field " + path + name + " is missing.", "Give it.");
    }
    return value;
  }

  /** The fields of an object within; null when it is absent. */
  @Nullable Fields object(String name) {
    JsonNode value = take(name);
    return value == null ? null : like(name, value);
  }

  @Nullable String text(String name) {
    JsonNode value = take(name);
    return value == null ? null : text(name, value);
  }

  private String text(String place, JsonNode value) {
    if (!value.isString()) {
      throw wrong(place, value, "Give text.");
    }
    return value.stringValue();
  }

  String required(String name) {
    return needed(name, text(name));
  }

  boolean flag(String name) {
    JsonNode value = take(name);
    if (value != null && !value.isBoolean()) {
      throw wrong(name, value, "Give true or false.");
    }
    return value != null && value.booleanValue();
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

  long whole(String name, long usual) {
    Long value = whole(name);
    return value == null ? usual : value;
  }

  @Nullable Integer small(String name) {
    Long value = whole(name);
    if (value != null && value != value.intValue()) {
      throw wrong(name, value, "Give a smaller number.");
    }
    return value == null ? null : value.intValue();
  }

  @Nullable Double real(String name) {
    BigDecimal value = decimal(name);
    return value == null ? null : value.doubleValue();
  }

  @Nullable BigDecimal decimal(String name) {
    JsonNode value = take(name);
    return value == null ? null : decimal(name, value);
  }

  /** A number, or text that is one, with all its digits. */
  BigDecimal decimal(String place, JsonNode value) {
    try {
      if (value.isNumber()) {
        return sane(place, value.decimalValue());
      }
      if (value.isString() && value.stringValue().length() < LONGEST_NUMBER) {
        return sane(place, new BigDecimal(value.stringValue().strip()));
      }
    } catch (NumberFormatException notOne) {
      throw wrong(place, value, "Give a decimal number.");
    }
    throw wrong(place, value, "Give a decimal number.");
  }

  /** A huge exponent would make a number of gigabytes once its digits are written out. */
  private BigDecimal sane(String place, BigDecimal value) {
    if (Math.abs((long) value.scale()) > LONGEST_NUMBER || value.precision() > LONGEST_NUMBER) {
      throw wrong(place, value, "Give a number of at most " + LONGEST_NUMBER + " digits.");
    }
    return value;
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
    } catch (DateTimeException wrong) {
      throw wrong(name, value, right);
    }
  }

  <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    String value = text(name);
    return value == null ? null : choice(name, value, type);
  }

  <E extends Enum<E>> E choice(String place, String value, Class<E> type) {
    List<String> known = Arrays.stream(type.getEnumConstants()).map(Fields::label).toList();
    int found = known.indexOf(value.toLowerCase(Locale.ROOT));
    if (found < 0) {
      throw wrong(place, value, known(value, known));
    }
    return type.getEnumConstants()[found];
  }

  static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** A list; an element that is null comes as a JSON null. */
  <T extends @Nullable Object> List<T> list(String name, BiFunction<String, JsonNode, T> element) {
    JsonNode value = take(name);
    List<T> list = new ArrayList<>();
    if (value == null) {
      return list;
    }
    if (!value.isArray()) {
      throw wrong(name, value, "Give a list.");
    }
    for (int i = 0; i < value.size(); i++) {
      list.add(element.apply(name + "[" + i + "]", value.get(i)));
    }
    return list;
  }

  List<String> texts(String name) {
    return list(name, this::text);
  }

  List<@Nullable String> optionalTexts(String name) {
    return this.<@Nullable String>list(
        name, (place, value) -> value.isNull() ? null : text(place, value));
  }

  List<@Nullable BigDecimal> decimals(String name) {
    return this.<@Nullable BigDecimal>list(
        name, (place, value) -> value.isNull() ? null : decimal(place, value));
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
    value
        .properties()
        .forEach(each -> map.put(each.getKey(), text(name + "." + each.getKey(), each.getValue())));
    return map;
  }

  Failure.InvalidInput wrong(String place, Object value, String right) {
    return new Failure.InvalidInput(
        "The field %s%s is %s.".formatted(path, shown(place), shown(String.valueOf(value))), right);
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
  }
}
