package dev.plumbline.usage;

import java.util.Locale;

/** What our response cache did for a request. */
public enum CacheOutcome {
  EXACT,
  SEMANTIC,
  COALESCED,
  MISS,
  BYPASS;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Its name in the ledger, in files and in answers. */
  public String label() {
    return label;
  }
}
