package dev.plumbline.gateway.record;

import dev.plumbline.usage.UsageEvent;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: either of the two.
 *
 * @param begun a request that began
 * @param ended a request that ended, as the ledger shall have it
 */
record JournalEntry(@Nullable Begun begun, @Nullable UsageEvent ended) {
  /** Of which request. */
  String id() {
    if (begun != null) {
      return begun.id();
    }
    return ended == null ? "" : ended.id();
  }
}
