package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import dev.plumbline.usage.query.UsageTable.Row;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers one question over a connection. */
final class Answering {
  private static final List<@Nullable BigDecimal> NONE = List.of();

  private final Connection connection;
  private final Dialect dialect;
  private final UsageQuery query;

  /** Names a row by its unit (counted from the first of its range, -1 without) and dimensions. */
  private record Place(int unit, List<@Nullable String> keys) {}

  Answering(Connection connection, Dialect dialect, UsageQuery query) {
    this.connection = connection;
    this.dialect = dialect;
    this.query = query;
  }

  /** The answer. */
  UsageTable answer() throws SQLException {
    Units units = units(query.range());
    boolean series = units != null && query.by().isEmpty();
    boolean merged = series || query.compareTo() != null;
    Map<Place, List<@Nullable BigDecimal>> values = values(query, units, !merged);
    if (series && units != null) {
      for (int i = 0; i < units.units().size(); i++) {
        values.putIfAbsent(new Place(i, List.of()), nothing());
      }
    }
    List<Row> rows = query.compareTo() == null ? rows(values, units) : compared(values, units);
    if (merged) {
      rows.sort(Orders.of(query));
    }
    Integer limit = query.limit();
    int most = limit == null ? Integer.MAX_VALUE : limit;
    boolean more = rows.size() > most;
    return new UsageTable(query, List.copyOf(more ? rows.subList(0, most) : rows), more);
  }

  private List<Row> rows(Map<Place, List<@Nullable BigDecimal>> values, @Nullable Units units) {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<Place, List<@Nullable BigDecimal>> entry : values.entrySet()) {
      rows.add(row(entry.getKey(), units, entry.getValue(), NONE));
    }
    return rows;
  }

  /** Rows of both ranges side by side: units by their place in the range, the rest by name. */
  private List<Row> compared(Map<Place, List<@Nullable BigDecimal>> values, @Nullable Units units)
      throws SQLException {
    UsageQuery earlier = query.in(Objects.requireNonNull(query.compareTo()));
    Map<Place, List<@Nullable BigDecimal>> before =
        new HashMap<>(values(earlier, units(earlier.range()), false));
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<Place, List<@Nullable BigDecimal>> entry : values.entrySet()) {
      List<@Nullable BigDecimal> other = before.getOrDefault(entry.getKey(), nothing());
      rows.add(row(entry.getKey(), units, entry.getValue(), other));
      before.remove(entry.getKey());
    }
    for (Map.Entry<Place, List<@Nullable BigDecimal>> entry : before.entrySet()) {
      if (units == null || entry.getKey().unit() < units.units().size()) {
        rows.add(row(entry.getKey(), units, nothing(), entry.getValue()));
      }
    }
    return rows;
  }

  private static Row row(
      Place place,
      @Nullable Units units,
      List<@Nullable BigDecimal> values,
      List<@Nullable BigDecimal> before) {
    Instant start = units == null ? null : units.units().get(place.unit()).start();
    return new Row(start, place.keys(), values, before);
  }

  private @Nullable Units units(TimeRange range) {
    return query.grain() == null ? null : Units.of(range, query.grain());
  }

  private List<@Nullable BigDecimal> nothing() {
    List<@Nullable BigDecimal> values = new ArrayList<>();
    query.measures().forEach(measure -> values.add(MeasureSql.ofNothing(measure)));
    return values;
  }

  private Map<Place, List<@Nullable BigDecimal>> values(
      UsageQuery asked, @Nullable Units units, boolean ordered) throws SQLException {
    Map<Instant, Integer> places = new HashMap<>();
    if (units != null) {
      units.units().forEach(unit -> places.put(unit.start(), places.size()));
    }
    String view = Views.of(connection, asked.range());
    Sql sql = new Question(dialect, asked, view).sql(units, ordered);
    Map<Place, List<@Nullable BigDecimal>> found = new LinkedHashMap<>();
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.put(place(rows, units == null ? null : places), measures(rows, units != null));
      }
    }
    return found;
  }

  private Place place(ResultSet rows, @Nullable Map<Instant, Integer> places) throws SQLException {
    int column = 0;
    int unit = -1;
    if (places != null) {
      Instant start = Sql.time(rows.getString(++column));
      Integer place = places.get(start);
      if (place == null) {
        throw new SQLException("no unit starts at " + start);
      }
      unit = place;
    }
    List<@Nullable String> keys = new ArrayList<>();
    for (int i = 0; i < query.by().size(); i++) {
      keys.add(rows.getString(++column));
    }
    return new Place(unit, keys);
  }

  private List<@Nullable BigDecimal> measures(ResultSet rows, boolean time) throws SQLException {
    int column = query.by().size() + (time ? 1 : 0);
    List<@Nullable BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < query.measures().size(); i++) {
      values.add(MeasureSql.value(query.measures().get(i), rows, ++column));
    }
    return values;
  }
}
