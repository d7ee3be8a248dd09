package dev.plumbline.stats.ledger;

import dev.plumbline.usage.LedgerHealth;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A ledger that says of itself what it is rather than where. */
final class LabelledLedger implements LedgerReader {
  private final LedgerReader ledger;
  private final String label;

  LabelledLedger(LedgerReader ledger, String label) {
    this.ledger = ledger;
    this.label = label;
  }

  @Override
  public String location() {
    return label;
  }

  @Override
  public UsageTable query(UsageQuery query) {
    return ledger.query(query);
  }

  @Override
  public List<UsageEvent> events(EventSearch search) {
    return ledger.events(search);
  }

  @Override
  public Optional<UsageEvent> event(String id) {
    return ledger.event(id);
  }

  @Override
  public Set<String> known(Collection<String> ids) {
    return ledger.known(ids);
  }

  @Override
  public List<String> values(Dimension dimension, String prefix, int limit) {
    return ledger.values(dimension, prefix, limit);
  }

  @Override
  public LedgerHealth health() {
    return ledger.health();
  }

  @Override
  public void close() {
    ledger.close();
  }
}
