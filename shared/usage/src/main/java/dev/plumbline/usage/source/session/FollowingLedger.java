package dev.plumbline.usage.source.session;

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

/** A ledger that takes over what session logs have grown by before it answers. */
public final class FollowingLedger implements LedgerReader {
  private final LedgerReader ledger;
  private final LogFollower follower;
  private final String location;

  /**
   * @param ledger the one that the follower writes to; closed with this one
   * @param location the folders of the logs, for people
   */
  public FollowingLedger(LedgerReader ledger, LogFollower follower, String location) {
    this.ledger = ledger;
    this.follower = follower;
    this.location = location;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public UsageTable query(UsageQuery query) {
    return fresh().query(query);
  }

  @Override
  public List<UsageEvent> events(EventSearch search) {
    return fresh().events(search);
  }

  @Override
  public Optional<UsageEvent> event(String id) {
    return fresh().event(id);
  }

  @Override
  public Set<String> known(Collection<String> ids) {
    return fresh().known(ids);
  }

  @Override
  public List<String> values(Dimension dimension, String prefix, int limit) {
    return fresh().values(dimension, prefix, limit);
  }

  @Override
  public LedgerHealth health() {
    return fresh().health();
  }

  private LedgerReader fresh() {
    follower.refresh();
    return ledger;
  }

  @Override
  public void close() {
    ledger.close();
  }
}
