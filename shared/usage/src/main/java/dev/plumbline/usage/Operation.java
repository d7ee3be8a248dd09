package dev.plumbline.usage;

import java.util.Locale;

/** What a request asked the provider for. */
public enum Operation {
  CHAT,
  MESSAGES,
  RESPONSES,
  EMBEDDINGS,
  COMPLETION,
  BATCH,
  FUNCTION;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Its name in the ledger, in files and in answers. */
  public String label() {
    return label;
  }
}
