package dev.plumbline.usage;

import java.util.Locale;

/** How a request ended. */
public enum Status {
  OK,
  ERROR,
  BLOCKED,
  INTERRUPTED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Its name in the ledger, in files and in answers. */
  public String label() {
    return label;
  }
}
