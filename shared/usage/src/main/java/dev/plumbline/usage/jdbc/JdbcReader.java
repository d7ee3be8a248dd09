package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerHealth;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a ledger in a database. */
final class JdbcReader implements LedgerReader {
  private static final int MOST_EVENTS = 10_000;
  private static final int IDS_AT_ONCE = 1_000;
  private static final TimeRange EVER =
      new TimeRange(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Database database;

  JdbcReader(Database database) {
    this.database = database;
  }

  @Override
  public String location() {
    return database.location();
  }

  @Override
  public UsageTable query(UsageQuery query) {
    if (query.limit() != null && query.limit() < 1) {
      throw new Failure.InvalidInput(
          "The limit is " + query.limit() + ".", "Choose at least 1, or none.");
    }
    return database.read(
        connection -> new Answering(connection, database.dialect(), query).answer());
  }

  @Override
  public List<UsageEvent> events(EventSearch search) {
    if (search.limit() < 1 || search.limit() > MOST_EVENTS || search.offset() < 0) {
      throw new Failure.InvalidInput(
          "%d events from place %d on cannot be read at once."
              .formatted(search.limit(), search.offset()),
          "Choose 1 to " + MOST_EVENTS + " events and skip none or more.");
    }
    EventStore store = database.dialect().events();
    String order = order(search.order()) + ", uid";
    Sql conditions = new Columns(database.dialect(), search.range()).conditions(search.filters());
    String needed = conditions.text() + " " + order + " " + store.place();
    Sql places =
        Sql.of("select " + store.place() + " from " + store.source(Views.RAW, needed) + " e where ")
            .add(conditions)
            .add(
                " order by %s limit %d offset %d"
                    .formatted(order, search.limit(), search.offset()));
    Sql sql =
        Sql.of("select " + EventReading.columns() + " from ")
            .add(store.rows(places, search.limit()))
            .add(" order by " + order);
    return database.read(connection -> events(connection, sql));
  }

  @Override
  public Optional<UsageEvent> event(String id) {
    EventStore store = database.dialect().events();
    Sql places =
        Sql.of(
                "select "
                    + store.place()
                    + " from "
                    + store.source(Views.RAW, "uid " + store.place()))
            .add(
                " e where uid = " + database.dialect().idParameter(),
                EventId.of(id).uid().toString());
    Sql sql = Sql.of("select " + EventReading.columns() + " from ").add(store.rows(places, 1));
    return database.read(connection -> events(connection, sql)).stream()
        .filter(event -> event.id().equals(Texts.kept(id)))
        .findFirst();
  }

  @Override
  public Set<String> known(Collection<String> ids) {
    Map<String, String> byUid = LinkedHashMap.newLinkedHashMap(ids.size());
    ids.forEach(id -> byUid.put(EventId.of(id).uid().toString(), id));
    return database.read(connection -> {
      Set<String> known = new HashSet<>();
      List<String> uids = List.copyOf(byUid.keySet());
      for (int from = 0; from < uids.size(); from += IDS_AT_ONCE) {
        List<String> some = uids.subList(from, Math.min(uids.size(), from + IDS_AT_ONCE));
        for (String table : List.of(database.dialect().events().table(), "usage_forgotten")) {
          known.addAll(uids(connection, table, some));
        }
      }
      return known.stream().map(byUid::get).collect(Collectors.toSet());
    });
  }

  @Override
  public SortedMap<Instant, BigDecimal> costByMinute(TimeRange range, List<Filter> filters) {
    EventStore store = database.dialect().events();
    Sql conditions = new Columns(database.dialect(), range).conditions(filters);
    String spent = MeasureSql.of(Measure.COST, store);
    return database.read(connection -> {
      String source = store.source(Views.of(connection, range), spent + " " + conditions.text());
      Sql sql =
          Sql.of("select cast(cast(unit_start as timestamp) as varchar), " + spent)
              .add(" from (select date_trunc('minute', started) as unit_start, e.* from ")
              .add(source + " e where ")
              .add(conditions)
              .add(") q group by unit_start");
      SortedMap<Instant, BigDecimal> minutes = new TreeMap<>();
      try (PreparedStatement statement = sql.prepare(connection);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          BigDecimal cost = MeasureSql.value(Measure.COST, rows, 2);
          if (cost != null && cost.signum() != 0) {
            minutes.put(Sql.time(rows.getString(1)), cost);
          }
        }
      }
      return minutes;
    });
  }

  private List<String> uids(Connection connection, String table, List<String> uids)
      throws SQLException {
    String parameters =
        String.join(", ", Collections.nCopies(uids.size(), database.dialect().idParameter()));
    Sql sql =
        Sql.of(
            "select cast(uid as varchar) from " + table + " where uid in (" + parameters + ")",
            uids.toArray());
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Override
  public List<String> values(Dimension dimension, String prefix, int limit) {
    Sql value = new Columns(database.dialect(), EVER).of(By.of(dimension));
    String lower = prefix.toLowerCase(Locale.ROOT);
    int length = lower.codePointCount(0, lower.length());
    return database.read(connection -> {
      String source =
          database
              .dialect()
              .events()
              .source(Views.of(connection, EVER), value.text() + " cost requests");
      Sql sql =
          Sql.of("select k from (select ")
              .add(value)
              .add(" as k, e.* from " + source + " e) q where k is not null")
              .add(" and substr(lower(k), 1, " + length + ") = ?", lower)
              .add(" group by k order by sum(coalesce(cost, 0)) desc,")
              .add(" sum(requests) desc, k" + database.dialect().codePointOrder())
              .add(" limit " + limit);
      List<String> values = new ArrayList<>();
      try (PreparedStatement statement = sql.prepare(connection);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    });
  }

  @Override
  public LedgerHealth health() {
    return database.read(connection -> new Health(connection, database.dialect()).read());
  }

  @Override
  public void close() {
    database.close();
  }

  private static List<UsageEvent> events(Connection connection, Sql sql) throws SQLException {
    List<UsageEvent> events = new ArrayList<>();
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      EventReading reading = new EventReading(rows);
      while (rows.next()) {
        events.add(reading.event());
      }
    }
    return events;
  }

  private static String order(EventSearch.Order order) {
    return switch (order) {
      case NEWEST -> "started desc";
      case OLDEST -> "started asc";
      case COST ->
          "cost_uncached_input + cost_cache_read + cost_cache_write + cost_output + cost_other"
              + " desc nulls last, started desc";
      case LATENCY -> "latency_ms desc nulls last, started desc";
      case INPUT_TOKENS ->
          "uncached_input + cache_read + cache_write_5m + cache_write_1h desc, started desc";
      case OUTPUT_TOKENS -> "output_tokens desc, started desc";
    };
  }
}
