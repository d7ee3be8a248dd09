package dev.plumbline.usage.jdbc;

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

/** One batch of events on its way into the ledger: only those whose ids are new are written. */
final class Batch {
  private final Connection connection;
  private final Dialect dialect;
  private final Map<UUID, Entry> entries;

  /** An event with its id in 128 bits. */
  record Entry(EventId id, UsageEvent event) {}

  /** A batch whose entries the caller gives up to it. */
  Batch(Connection connection, Dialect dialect, Map<UUID, Entry> entries) {
    this.connection = connection;
    this.dialect = dialect;
    this.entries = entries;
  }

  /** Writes the new ones and returns how many. */
  long append() throws SQLException {
    dialect.load(connection, Staging.IDS, List.of("uid"), this::writeIds);
    Sql known =
        Sql.of(
            "select cast(b.uid as varchar) from batch_id b join " + dialect.events().table() + " e on e.uid = b.uid"
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
    List<Entry> added =
        there.isEmpty()
            ? List.copyOf(entries.values())
            : entries.values().stream().filter(entry -> !there.contains(entry.id().uid())).toList();
    dialect.events().add(connection, added);
    return added.size();
  }

  private void writeIds(RowSink sink) throws SQLException {
    for (UUID id : entries.keySet()) {
      sink.id(id);
      sink.endRow();
    }
  }
}
