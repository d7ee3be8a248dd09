package dev.plumbline.usage.query;

import java.util.Locale;

/** The calendar units that time is cut into. */
public enum Grain {
  HOUR,
  DAY,
  WEEK,
  MONTH;

  /** Its name in SQL and in answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
