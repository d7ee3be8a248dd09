package dev.plumbline.usage;

import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** The values of a dimension that occur, most spent first. */
  List<String> values(Dimension dimension, String prefix, int limit);

  /** How fresh and how complete it is. */
  LedgerHealth health();

  @Override
  void close();
}
