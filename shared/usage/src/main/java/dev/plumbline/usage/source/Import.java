package dev.plumbline.usage.source;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Brings the events of a source into the ledger, batch by batch. It may be killed at any moment and
 * run again: the ledger keeps each event id once.
 */
public final class Import {
  /** Events written at once: as many as DuckDB compresses together, where memory allows. */
  public static final int BATCH = Runtime.getRuntime().maxMemory() > 900_000_000 ? 122_880 : 10_000;

  private final LedgerWriter ledger;
  private final UnaryOperator<UsageEvent> pricing;
  private final @Nullable RejectedLines rejected;
  private final @Nullable Checkpoints checkpoints;
  private final Consumer<Progress> progress;

  /**
   * @param pricing gives an event its charge; events whose charge its source states are not asked
   *     for
   * @param rejected null to keep none of them
   * @param checkpoints null to read each source from its beginning
   */
  public Import(
      LedgerWriter ledger,
      UnaryOperator<UsageEvent> pricing,
      @Nullable RejectedLines rejected,
      @Nullable Checkpoints checkpoints,
      Consumer<Progress> progress) {
    this.ledger = ledger;
    this.pricing = pricing;
    this.rejected = rejected;
    this.checkpoints = checkpoints;
    this.progress = progress;
  }

  /** Runs it; closes the file of rejected lines, not the ledger. */
  public ImportSummary run(Source source) {
    Batches batches =
        new Batches(
            source.name(),
            ledger,
            pricing,
            rejected,
            progress,
            state -> {
              if (checkpoints != null && !(ledger instanceof DryRun)) {
                checkpoints.keep(source, state);
              }
            });
    String from = checkpoints == null ? null : checkpoints.last(source).orElse(null);
    try (rejected) {
      read(source, from, batches);
      batches.flush();
    }
    return batches.summary(ledger instanceof DryRun);
  }

  /** What a server gave before it stopped answering is kept. */
  private static void read(Source source, @Nullable String from, Batches batches) {
    try {
      source.read(from, batches);
    } catch (Failure.Upstream | Failure.LimitReached | Failure.Denied stopped) {
      batches.flush();
      throw stopped;
    }
  }
}
