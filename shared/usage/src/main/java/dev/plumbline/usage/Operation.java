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

  /** Its name in the ledger, in files and in answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
