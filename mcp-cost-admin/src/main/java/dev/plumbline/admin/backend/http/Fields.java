package dev.plumbline.admin.backend.http;

import dev.plumbline.kernel.Money;
import dev.plumbline.usage.source.text.JsonValues;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes fields of vendors' JSON; absent and null are the same. */
public final class Fields {
  private Fields() {}

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A text; null where there is none. */
  public static @Nullable String text(JsonNode node, String... path) {
    return JsonValues.text(node, path);
  }

  /** A text; empty where there is none. */
  public static String textOrEmpty(JsonNode node, String... path) {
    String text = text(node, path);
    return text == null ? "" : text;
  }

  /** The texts of a list. */
  public static Stream<String> texts(JsonNode list) {
    return list.valueStream().filter(JsonNode::isString).map(JsonNode::asString);
  }

  /** An exact amount, written as a number or as a text; null where there is none. */
  public static @Nullable BigDecimal number(JsonNode node, String... path) {
    JsonNode value = JsonValues.at(node, path);
    if (value == null || value.isContainer() || value.isBoolean()) {
      return null;
    }
    try {
      BigDecimal number = value.isNumber() ? value.decimalValue() : decimal(value.asString());
      boolean monstrous = Math.abs((long) number.scale()) > 60 || number.precision() > 60;
      return monstrous ? null : number;
    } catch (NumberFormatException unreadable) {
      return null;
    }
  }

  private static BigDecimal decimal(String text) {
    if (text.length() > 60) {
      throw new NumberFormatException();
    }
    return new BigDecimal(text.strip());
  }

  /** An amount as vendors like it: without zeros at its end. */
  public static BigDecimal wire(BigDecimal amount) {
    BigDecimal brief = amount.stripTrailingZeros();
    return brief.scale() < 0 ? brief.setScale(0) : brief;
  }

  /** An amount of US dollars with all of Money's decimals; null where there is none. */
  public static @Nullable BigDecimal dollars(JsonNode node, String... path) {
    BigDecimal number = number(node, path);
    return number == null ? null : Money.exact(number);
  }

  /** A moment, in UTC where it names no offset; null where there is none. */
  public static @Nullable Instant time(JsonNode node, String... path) {
    String text = text(node, path);
    if (text == null) {
      return null;
    }
    String iso = text.strip().replace(' ', 'T');
    try {
      return OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeException withoutOffset) {
      try {
        return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException noMoment) {
        return null;
      }
    }
  }

  /** The texts and numbers of an object by name, but for some names. */
  public static SortedMap<String, String> plain(JsonNode node, Set<String> except) {
    SortedMap<String, String> all = new TreeMap<>();
    for (var field : node.properties()) {
      JsonNode value = field.getValue();
      if (!value.isContainer() && !value.isNull() && !except.contains(field.getKey())) {
        all.put(field.getKey(), value.asString());
      }
    }
    return all;
  }
}
