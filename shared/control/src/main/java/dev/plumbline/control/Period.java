package dev.plumbline.control;

/** How long a budget lasts until it starts anew; {@link #TOTAL} never does. */
public enum Period {
  HOUR,
  DAY,
  WEEK,
  MONTH,
  TOTAL
}
