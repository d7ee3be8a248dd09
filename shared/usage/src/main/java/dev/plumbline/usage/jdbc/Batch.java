package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** One batch of events on its way into the ledger: only those whose ids are new are written. */
final class Batch {
  private final Connection connection;
  private final Dialect dialect;
  private final Map<UUID, Entry> entries;
  private final Future<EventStore.Addition> prepared;

  /** An event with its id in 128 bits. */
  record Entry(EventId id, UsageEvent event) {}

  /**
   * A batch whose entries the caller gives up to it.
   *
   * @param prepared all of them, for when all of them are new
   */
  Batch(
      Connection connection,
      Dialect dialect,
      Map<UUID, Entry> entries,
      Future<EventStore.Addition> prepared) {
    this.connection = connection;
    this.dialect = dialect;
    this.entries = entries;
    this.prepared = prepared;
  }

  /** Writes the new ones and returns how many. */
  long append() throws SQLException {
    dialect.load(connection, Staging.IDS, List.of("uid"), this::writeIds);
    Sql known =
        Sql.of(
            "select cast(b.uid as varchar) from batch_id b join "
                + dialect.events().table()
                + " e on e.uid = b.uid"
                + " union all select cast(b.uid as varchar) from batch_id b"
                + " join usage_forgotten f on f.uid = b.uid");
    Set<UUID> there = new HashSet<>();
    try (PreparedStatement statement = known.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        there.add(UUID.fromString(rows.getString(1)));
      }
    }
    Staging.empty(connection, Staging.IDS);
    if (there.size() == entries.size()) {
      return 0;
    }
    if (there.isEmpty()) {
      prepared().to(connection);
    } else {
      dialect.events().prepare(without(there)).to(connection);
    }
    return (long) entries.size() - there.size();
  }

  private List<Entry> without(Set<UUID> there) {
    return entries.values().stream().filter(entry -> !there.contains(entry.id().uid())).toList();
  }

  private EventStore.Addition prepared() {
    try {
      return prepared.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Failure.StoreUnavailable(
          "Writing to the ledger was interrupted.", "Try again.", stopped);
    }
  }

  private void writeIds(RowSink sink) throws SQLException {
    for (UUID id : entries.keySet()) {
      sink.id(id);
      sink.endRow();
    }
  }
}
