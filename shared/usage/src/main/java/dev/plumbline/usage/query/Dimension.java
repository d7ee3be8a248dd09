package dev.plumbline.usage.query;

import java.util.Locale;

/** What usage can be split by; a tag is split by {@link By.Tag}. */
public enum Dimension {
  PROVIDER,
  MODEL,
  REQUESTED_MODEL,
  OPERATION,
  KEY,
  ORGANISATION,
  DEPARTMENT,
  ENVIRONMENT,
  TASK,
  USER,
  SESSION,
  STATUS,
  ERROR_KIND,
  CACHE,
  CACHE_ENTRY,
  EXPERIMENT,
  VARIANT,
  SERVICE_TIER,
  BATCH,
  DATA_LOCATION,
  FALLBACK_FROM,
  SOURCE,
  /** Whether prices are known: {@code yes}, {@code cost} (the list cost is not) or {@code no}. */
  PRICED,
  /** 0 to 23, in the zone of the question. */
  HOUR_OF_DAY,
  /** 1 (Monday) to 7 (Sunday), in the zone of the question. */
  WEEKDAY;

  /** Its name in answers, such as {@code error_kind}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
