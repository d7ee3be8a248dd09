package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;

/** Writes a ledger in a database. */
final class JdbcWriter implements LedgerWriter {
  private final Database database;

  JdbcWriter(Database database) {
    this.database = database;
  }

  @Override
  public Written append(List<UsageEvent> events) {
    if (events.isEmpty()) {
      return new Written(0, 0);
    }
    Map<UUID, Batch.Entry> batch = LinkedHashMap.newLinkedHashMap(events.size());
    for (UsageEvent event : events) {
      Checks.check(event);
      EventId id = EventId.of(event.id());
      batch.putIfAbsent(id.uid(), new Batch.Entry(id, event));
    }
    Dialect dialect = database.dialect();
    FutureTask<EventStore.Addition> prepared =
        new FutureTask<>(() -> dialect.events().prepare(List.copyOf(batch.values())));
    // Ready about when the ledger has told which of them it knows.
    Thread.ofVirtual().start(prepared);
    long added =
        database.write(connection -> new Batch(connection, dialect, batch, prepared).append());
    return new Written(added, events.size() - added);
  }

  @Override
  public long reprice(Instant from, Instant to, String reason, UnaryOperator<UsageEvent> pricing) {
    return database.write(
        connection -> new Repricing(connection, database.dialect(), from, to).run(reason, pricing));
  }

  @Override
  public long forgetBefore(LocalDate day, ZoneId zone) {
    Instant end = day.atStartOfDay(zone).toInstant();
    return database.write(connection -> Forgetting.before(connection, database.dialect(), end));
  }

  /** In short transactions, between which others write. */
  @Override
  public long forgetTexts(String source, Instant before) {
    if (!hasTexts(source, before)) {
      return 0;
    }
    long all = 0;
    long removed;
    do {
      removed =
          database.write(
              connection -> Forgetting.texts(connection, database.dialect(), source, before));
      all += removed;
    } while (removed == Forgetting.TEXTS);
    return all;
  }

  /** Asked first, because writing makes others wait, and makes a ledger where there is none. */
  private boolean hasTexts(String source, Instant before) {
    try {
      return database.read(connection -> Forgetting.hasTexts(connection, source, before));
    } catch (Failure.NotFound noLedgerYet) {
      return false;
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
