package dev.plumbline.usage.source.api;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Fingerprint;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an import over the network is asked for.
 *
 * @param environment of the process: addresses and keys
 * @param since the first day of UTC to import; null for 90 days back
 */
public record Asked(Map<String, String> environment, @Nullable LocalDate since, Clock clock) {
  private static final int DAYS = 90;
  private static final int SHOWN = 8;

  public Asked {
    environment = Map.copyOf(environment);
  }

  /** A variable that must be set. */
  public String required(String variable) {
    return optional(variable)
        .orElseThrow(() ->
            new Failure.Misconfigured(
                variable + " is not set.",
                ApiSources.need(variable)
                    .map(need -> "Set it to " + need)
                    .orElse("Set it in the environment.")));
  }

  /** A variable that may be set. */
  public Optional<String> optional(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** Where a first import begins. */
  public Instant from() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate day = since == null ? today.minusDays(DAYS) : since;
    if (!day.isBefore(today.plusDays(1))) {
      throw new Failure.Misconfigured(
          "The first day " + day + " has not come yet.", "Choose an earlier one.");
    }
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** A description that tells accounts apart by their keys without showing them. */
  String describe(String what, String url, String key) {
    String account = Fingerprint.of(key).hex().substring(0, SHOWN);
    return what
        + " at "
        + url
        + ", key #"
        + account
        + (since == null ? "" : ", from " + since + " on");
  }
}
