package dev.plumbline.usage.source;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Says what an append would do, and writes nothing. */
public final class DryRun implements LedgerWriter {
  private final @Nullable LedgerReader ledger;
  private final Set<Fingerprint> seen = new HashSet<>();

  /**
   * @param ledger the ledger that would be written to; null when there is none yet
   */
  public DryRun(@Nullable LedgerReader ledger) {
    this.ledger = ledger;
  }

  @Override
  public Written append(List<UsageEvent> events) {
    List<String> ids = events.stream().map(UsageEvent::id).toList();
    Set<String> known = known(ids);
    long added = 0;
    for (String id : ids) {
      if (seen.add(Fingerprint.of(id)) && !known.contains(id)) {
        added++;
      }
    }
    return new Written(added, ids.size() - added);
  }

  private Set<String> known(List<String> ids) {
    try {
      return ledger == null ? Set.of() : ledger.known(ids);
    } catch (Failure.NotFound noLedgerYet) {
      return Set.of();
    }
  }

  @Override
  public long reprice(
      Instant from, Instant to, String reason, UnaryOperator<UsageEvent> repricing) {
    throw new UnsupportedOperationException("a dry run only appends");
  }

  @Override
  public long forgetBefore(LocalDate day, ZoneId zone) {
    throw new UnsupportedOperationException("a dry run only appends");
  }

  @Override
  public long forgetTexts(String source, Instant before) {
    throw new UnsupportedOperationException("a dry run only appends");
  }

  @Override
  public void close() {}
}
