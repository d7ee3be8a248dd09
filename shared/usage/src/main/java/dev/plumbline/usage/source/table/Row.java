package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Numbers;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A row of foreign data; numbers may be written as text, and structures as JSON within text.
 *
 * @param origin the file it stands in
 * @param line its line there, from 1; 0 where there are no lines
 * @param values an object
 */
public record Row(String origin, long line, JsonNode values) {
  private static final String REQUIRED = "Give every row a value there.";

  /** The value on a path; null where there is none, or an empty text. */
  public @Nullable JsonNode at(String... path) {
    JsonNode value = values;
    for (String name : path) {
      value = structure(value).get(name);
      if (value == null || value.isNull() || (value.isString() && value.asString().isBlank())) {
        return null;
      }
    }
    return value;
  }

  /** The value on a path, JSON within text read. */
  public @Nullable JsonNode json(String... path) {
    JsonNode value = at(path);
    return value == null ? null : structure(value);
  }

  /** A text; null where there is none. */
  public @Nullable String text(String... path) {
    JsonNode value = at(path);
    if (value == null) {
      return null;
    }
    return value.isContainer() ? value.toString() : value.asString().strip();
  }

  /** The first of some columns that holds a text. */
  public @Nullable String anyText(String... columns) {
    for (String column : columns) {
      String text = text(column);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** A text that must be there. */
  public String required(String column) {
    String text = text(column);
    if (text == null) {
      throw new Failure.InvalidInput("The value " + column + " is missing.", REQUIRED);
    }
    return text;
  }

  /** A number; null where there is none. */
  public @Nullable BigDecimal number(String... path) {
    JsonNode value = at(path);
    if (value == null) {
      return null;
    }
    String name = path[path.length - 1];
    return value.isNumber() ? value.decimalValue() : Numbers.parse(name, text(value, name));
  }

  private static String text(JsonNode value, String name) {
    if (value.isContainer() || value.isBoolean()) {
      throw new Failure.InvalidInput(name + " is no number.", "Give a number.");
    }
    return value.asString();
  }

  /** A count; 0 where there is none. */
  public long count(String... path) {
    BigDecimal number = number(path);
    return number == null ? 0 : Numbers.count(path[path.length - 1], number);
  }

  /** Dollars; null where there are none. */
  public @Nullable BigDecimal amount(String... path) {
    BigDecimal number = number(path);
    return number == null ? null : Numbers.amount(path[path.length - 1], number);
  }

  /** Yes or no as true, 1 or yes; null where there is neither. */
  public @Nullable Boolean flag(String... path) {
    String text = text(path);
    if (text == null) {
      return null;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "t" -> true;
      case "false", "0", "no", "f" -> false;
      default -> null;
    };
  }

  private static JsonNode structure(JsonNode value) {
    if (value.isString()) {
      String text = value.asString().strip();
      if (text.startsWith("{") || text.startsWith("[")) {
        try {
          return JsonValues.mapper().readTree(text);
        } catch (JacksonException noJson) {
          return value;
        }
      }
    }
    return value;
  }
}
