package dev.plumbline.gateway.start;

import dev.plumbline.control.SpendGuard;
import dev.plumbline.gateway.record.Begun;
import dev.plumbline.gateway.record.Events;
import dev.plumbline.gateway.record.Recovery;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what former processes left in the journal into the ledger, and into sums of budgets that
 * outlive a process.
 */
final class TakeOver implements Recovery.Consumer {
  private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);

  private final LedgerReader reader;
  private final LedgerWriter writer;
  private final SpendGuard guard;

  TakeOver(LedgerReader reader, LedgerWriter writer, SpendGuard guard) {
    this.reader = reader;
    this.writer = writer;
    this.guard = guard;
  }

  @Override
  public void take(List<UsageEvent> ended, List<Begun> cut) {
    List<UsageEvent> left = new ArrayList<>(ended);
    cut.forEach(begun -> left.add(Events.cut(begun)));
    List<String> ids = left.stream().map(UsageEvent::id).toList();
    // The guard forgets after a while what the ledger has, and would count it again.
    Set<String> known = known(ids);
    left.stream()
        .filter(event -> !known.contains(event.id()))
        .forEach(event -> guard.settle(Events.settlement(event)));
    guard.recording(ids, () -> writer.append(left));
    LOG.info(
        "Took over {} requests of a former process, {} of them without an end.",
        left.size() - known.size(),
        cut.size());
  }

  private Set<String> known(List<String> ids) {
    try {
      return reader.known(ids);
    } catch (Failure.NotFound noLedgerYet) {
      return Set.of();
    }
  }
}
