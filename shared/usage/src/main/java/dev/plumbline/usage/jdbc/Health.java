package dev.plumbline.usage.jdbc;

import dev.plumbline.usage.LedgerHealth;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at a whole ledger: how fresh and how complete it is. */
final class Health {
  /** The source of made-up events. */
  private static final String SAMPLE = "sample";

  private static final String UNPRICED =
      "provider model events uncached_input cache_read cache_write_5m cache_write_1h output_tokens"
          + " cost";

  private final Connection connection;
  private final Dialect dialect;

  Health(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  LedgerHealth read() throws SQLException {
    List<LedgerHealth.Source> sources = sources();
    long events = sources.stream().mapToLong(LedgerHealth.Source::events).sum();
    Instant first =
        sources.stream().map(LedgerHealth.Source::first).min(Instant::compareTo).orElse(null);
    Instant last =
        sources.stream().map(LedgerHealth.Source::last).max(Instant::compareTo).orElse(null);
    boolean sample = sources.stream().anyMatch(source -> source.name().equals(SAMPLE));
    List<LocalDate> empty = first == null || last == null ? List.of() : emptyDays(first, last);
    return new LedgerHealth(events, first, last, sources, unpriced(), empty, sample);
  }

  private List<LedgerHealth.Source> sources() throws SQLException {
    List<LedgerHealth.Source> sources = new ArrayList<>();
    Sql sql =
        Sql.of(
            "select source, sum(events), cast(min(started) as varchar),"
                + " cast(max(started) as varchar) from "
                + dialect.events().source(Views.ALL, "source events")
                + " e group by source order by source");
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sources.add(
            new LedgerHealth.Source(
                rows.getString(1),
                rows.getLong(2),
                Sql.time(rows.getString(3)),
                Sql.time(rows.getString(4))));
      }
    }
    return sources;
  }

  private List<LedgerHealth.Unpriced> unpriced() throws SQLException {
    List<LedgerHealth.Unpriced> models = new ArrayList<>();
    Sql sql =
        Sql.of(
            "select provider, model, sum(events), sum(uncached_input + cache_read + cache_write_5m"
                + " + cache_write_1h + output_tokens) from "
                + dialect.events().source(Views.ALL, UNPRICED)
                + " e where cost is null group by provider, model order by 4 desc, 1, 2");
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        models.add(
            new LedgerHealth.Unpriced(
                rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4)));
      }
    }
    return models;
  }

  private List<LocalDate> emptyDays(Instant first, Instant last) throws SQLException {
    Set<LocalDate> days = new HashSet<>();
    Sql sql =
        Sql.of(
            "select cast(cast(d as date) as varchar) from"
                + " (select distinct date_trunc('day', started) as d from "
                + dialect.events().source(Views.ALL, "")
                + " e) q");
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        days.add(LocalDate.parse(rows.getString(1)));
      }
    }
    LocalDate from = LocalDate.ofInstant(first, ZoneOffset.UTC);
    LocalDate to = LocalDate.ofInstant(last, ZoneOffset.UTC);
    return from.datesUntil(to).filter(day -> !days.contains(day)).toList();
  }
}
