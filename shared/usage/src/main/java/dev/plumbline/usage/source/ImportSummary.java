package dev.plumbline.usage.source;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of an import.
 *
 * @param dryRun whether nothing was written
 * @param added events that were new, or would be
 * @param known events that the ledger had already
 * @param rejected by reason, in the order met
 * @param skipped how much was no usage, by reason
 * @param unpriced events of unknown cost, by provider and model
 * @param first the time of the oldest event read; null without events
 * @param last the time of the newest event read; null without events
 * @param rejectedFile where the rejected lines are kept; null when there are none
 */
public record ImportSummary(
    String source,
    boolean dryRun,
    long added,
    long known,
    Map<String, Rejected> rejected,
    Map<String, Long> skipped,
    Map<String, Long> unpriced,
    @Nullable Instant first,
    @Nullable Instant last,
    @Nullable Path rejectedFile) {
  /** How many were rejected for one reason, and the first of them. */
  public record Rejected(long count, List<Rejection> examples) {}

  /** How many were rejected in all. */
  public long rejections() {
    return rejected.values().stream().mapToLong(Rejected::count).sum();
  }
}
