package dev.plumbline.usage.price.terms;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.usage.price.catalog.Rate;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one entry of a file; a field that is unknown or of the wrong kind is an error that
 * names its place and the nearest known one.
 *
 * @param place where it is, such as {@code prices.yaml: discounts[2]}
 */
record Fields(JsonNode node, String place) {
  Fields {
    if (!node.isObject()) {
      throw new Failure.Misconfigured(
          place + " is not a set of fields.", "Write it as 'name: value' lines.");
    }
  }

  Fields allow(String... names) {
    Set<String> known = Set.of(names);
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw unknown("field", name, known);
      }
    }
    return this;
  }

  Failure unknown(String what, String name, Collection<String> known) {
    String hint = Nearest.hint(name, known);
    return new Failure.Misconfigured(
        "%s: unknown %s '%s'.".formatted(place, what, name),
        hint.isEmpty()
            ? "Known: " + String.join(", ", known.stream().sorted().toList()) + "."
            : hint);
  }

  Failure wrong(String name, String wanted) {
    return new Failure.Misconfigured(
        "%s.%s is %s.".formatted(place, name, node.path(name)), "Write " + wanted + ".");
  }

  boolean has(String name) {
    return node.has(name) && !node.path(name).isNull();
  }

  @Nullable String text(String name) {
    if (!has(name)) {
      return null;
    }
    JsonNode value = node.path(name);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw wrong(name, "a text");
    }
    return value.stringValue().strip();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (has(name)) {
      if (!node.path(name).isArray()) {
        throw wrong(name, "a list such as [input_mtok]");
      }
      for (JsonNode each : node.path(name)) {
        texts.add(each.asString());
      }
    }
    return texts;
  }

  List<Fields> entries(String name) {
    List<Fields> entries = new ArrayList<>();
    if (has(name)) {
      if (!node.path(name).isArray()) {
        throw wrong(name, "a list of entries, each beginning with '- '");
      }
      int index = 0;
      for (JsonNode each : node.path(name)) {
        entries.add(new Fields(each, "%s: %s[%d]".formatted(place, name, index++)));
      }
    }
    return entries;
  }

  BigDecimal number(String name, BigDecimal min, BigDecimal max) {
    JsonNode value = node.path(name);
    if (!value.isNumber()) {
      throw wrong(name, "a number from %s to %s".formatted(min, max));
    }
    BigDecimal number = value.decimalValue();
    if (number.compareTo(min) < 0 || number.compareTo(max) > 0 || number.scale() > 20) {
      throw wrong(name, "a number from %s to %s".formatted(min, max));
    }
    return number;
  }

  /** The beginning of a day in UTC, or a moment. */
  @Nullable Instant time(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException unreadable) {
      throw wrong(name, "a day such as 2026-07-01 or a moment such as 2026-07-01T08:00:00Z");
    }
  }

  /** Prices by their keys, each a number or a base with tiers. */
  Map<String, Rate> rates(String name) {
    Map<String, Rate> rates = new LinkedHashMap<>();
    Fields prices = new Fields(node.path(name), place + "." + name);
    for (Map.Entry<String, JsonNode> entry : prices.node().properties()) {
      try {
        rates.put(entry.getKey(), rate(prices, entry.getKey(), entry.getValue()));
      } catch (IllegalArgumentException absurd) {
        throw prices.wrong(entry.getKey(), "a price in US dollars, from 0");
      }
    }
    return rates;
  }

  private static Rate rate(Fields prices, String key, JsonNode value) {
    if (value.isNumber()) {
      return Rate.flat(value.decimalValue());
    }
    if (!value.isObject()) {
      throw prices.wrong(key, "a price in US dollars, or a base with tiers");
    }
    Fields tiered = new Fields(value, prices.place() + "." + key).allow("base", "tiers");
    BigDecimal most = new BigDecimal("1000000000");
    List<Rate.Tier> tiers = new ArrayList<>();
    for (Fields tier : tiered.entries("tiers")) {
      tier.allow("start", "price");
      tiers.add(
          new Rate.Tier(
              tier.number("start", BigDecimal.ZERO, most).longValue(),
              tier.number("price", BigDecimal.ZERO, most)));
    }
    return new Rate(tiered.number("base", BigDecimal.ZERO, most), tiers);
  }
}
