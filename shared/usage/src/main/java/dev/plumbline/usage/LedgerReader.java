package dev.plumbline.usage;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the ledger; safe for many threads. Storage trouble is a {@code StoreUnavailable}. */
public interface LedgerReader extends AutoCloseable {
  /** Where it reads from, for people: a file, a server, a folder; never with a password. */
  String location();

  /** The answer to one question. */
  UsageTable query(UsageQuery query);

  /** Single events, newest first unless the search says otherwise. */
  List<UsageEvent> events(EventSearch search);

  /** One event by its id. */
  Optional<UsageEvent> event(String id);

  /** Those of the ids that the ledger has. */
  default Set<String> known(Collection<String> ids) {
    return ids.stream().filter(id -> event(id).isPresent()).collect(Collectors.toSet());
  }

  /**
   * The known cost by the minute in which requests started.
   *
   * @return US dollars by the start of the minute, minutes without cost left out
   */
  default SortedMap<Instant, BigDecimal> costByMinute(TimeRange range, List<Filter> filters) {
    int most = 10_000;
    SortedMap<Instant, BigDecimal> minutes = new TreeMap<>();
    List<UsageEvent> some;
    int read = 0;
    do {
      some = events(new EventSearch(range, filters, EventSearch.Order.OLDEST, most, read));
      read += some.size();
      for (UsageEvent event : some) {
        Cost cost = event.charge().cost();
        if (cost != null && cost.total().signum() != 0) {
          minutes.merge(
              event.time().truncatedTo(ChronoUnit.MINUTES), cost.total(), BigDecimal::add);
        }
      }
    } while (some.size() == most);
    return minutes;
  }

  /** The values of a dimension that occur, most spent first. */
  List<String> values(Dimension dimension, String prefix, int limit);

  /** How fresh and how complete it is. */
  LedgerHealth health();

  @Override
  void close();
}
