package dev.plumbline.control;

import java.util.Locale;

/** What a budget or a limit can be put on, from broad to narrow. */
public enum Level {
  ORGANISATION,
  DEPARTMENT,
  ENVIRONMENT,
  PROJECT,
  TASK,
  MODEL,
  USER,
  KEY;

  /** Its name in files, in the admin API and in answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
