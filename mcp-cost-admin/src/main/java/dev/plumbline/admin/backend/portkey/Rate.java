package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a rate limit counts.
 *
 * @param type {@code requests} or {@code tokens}
 * @param unit such as {@code rpm}, of tokens, too
 */
record Rate(String type, String unit) {
  private static final Map<Duration, String> UNITS =
      Map.of(
          Duration.ofSeconds(1), "rps",
          Duration.ofMinutes(1), "rpm",
          Duration.ofHours(1), "rph",
          Duration.ofDays(1), "rpd",
          Duration.ofDays(7), "rpw");
  private static final Map<String, Duration> TIMES =
      UNITS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  /** What a limit counts; refused where Portkey cannot. */
  static Rate of(Limit limit, boolean bySecond) {
    if (limit.kind() == Limit.Kind.PARALLEL) {
      throw new Failure.InvalidInput(
          "Portkey cannot limit requests at the same time.", "Limit requests a minute instead.");
    }
    String unit = UNITS.get(limit.per());
    if (unit == null || (unit.equals("rps") && !bySecond)) {
      throw new Failure.InvalidInput(
          "Portkey does not limit by %s.".formatted(limit.per()),
          "Choose an amount for one minute, hour, day or week"
              + (bySecond ? ", or for one second." : "."));
    }
    return new Rate(limit.kind() == Limit.Kind.TOKENS ? "tokens" : "requests", unit);
  }

  static Rate of(JsonNode json) {
    return new Rate(Fields.textOrEmpty(json, "type"), Fields.textOrEmpty(json, "unit"));
  }

  /** The limit that JSON is; empty where its unit is not known. */
  static Optional<Limit> read(String id, Scope scope, JsonNode json) {
    Rate rate = of(json);
    @Nullable Duration per = TIMES.get(rate.unit());
    JsonNode value = json.path("value");
    if (per == null || !value.isNumber()) {
      return Optional.empty();
    }
    Limit.Kind kind = rate.type().equals("tokens") ? Limit.Kind.TOKENS : Limit.Kind.REQUESTS;
    return Optional.of(new Limit(id, scope, kind, value.asLong(), per, 0));
  }

  ObjectNode write(ObjectNode json, long amount) {
    return json.put("type", type).put("unit", unit).put("value", amount);
  }
}
