package dev.plumbline.control.jdbc;

import dev.plumbline.control.alert.AlertBook;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.AlertStore;
import dev.plumbline.control.alert.Delivery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The states of alerts and their messages, in the database of the set-up. */
final class JdbcAlertStore implements AlertStore {
  /** Further ahead than any wait or lease. */
  private static final Duration FAR = Duration.ofMinutes(6);

  private static final String DELIVERY =
      "select id, number, alert, channel, attempts, cast(created as varchar), cast(due as varchar),"
          + " trouble, body from alert_delivery ";

  private final Connections connections;

  JdbcAlertStore(Connections connections) {
    this.connections = connections;
  }

  @Override
  public List<AlertState> live() {
    Query query = new Query("select body from alert_state where live = 1");
    return connections.run(
        connection -> query.rows(connection, row -> AlertStateJson.read(row.getString(1))));
  }

  @Override
  public List<AlertEvent> events(int limit) {
    Query query =
        new Query(
            "select number, cast(made as varchar), what, alert, subject, channel, delivery, told"
                + " from alert_event order by number desc limit "
                + limit);
    return connections.run(connection -> query.rows(connection, JdbcAlertStore::event));
  }

  @Override
  public List<Delivery> waiting(int limit) {
    Query query = new Query(DELIVERY + "order by number limit " + limit);
    return connections.run(connection -> query.rows(connection, JdbcAlertStore::delivery));
  }

  @Override
  public SortedMap<String, String> failed(Instant since) {
    Query query =
        new Query(
            "select channel, what, told from alert_event where what in ('failed', 'delivered')"
                + " and made >= "
                + Query.TIME
                + " order by number",
            since);
    SortedMap<String, String> failed = new TreeMap<>();
    connections.run(connection ->
        query.rows(
            connection,
            row -> {
              if (row.getString(2).equals("failed")) {
                failed.put(row.getString(1), row.getString(3));
              } else {
                failed.remove(row.getString(1));
              }
              return "";
            }));
    return failed;
  }

  @Override
  public <T> T change(Function<AlertBook, T> work) {
    return connections.run(connection -> {
      lock(connection);
      return JdbcAlertBook.run(connection, work);
    });
  }

  @Override
  public List<Delivery> claim(String who, Instant now, Duration lease, int most) {
    Query due =
        new Query(
            DELIVERY
                + "d where (due <= "
                + Query.TIME
                + " or due > "
                + Query.TIME
                + ") and (lease_by is null or lease_until <= "
                + Query.TIME
                + " or lease_until > "
                + Query.TIME
                + ") and not exists (select 1 from alert_delivery o where o.channel = d.channel and"
                + " o.alert = d.alert and o.number < d.number) order by number limit "
                + most,
            now,
            now.plus(FAR),
            now,
            now.plus(FAR));
    if (waiting(1).isEmpty()) {
      return List.of();
    }
    return connections.run(connection -> {
      lock(connection);
      List<Delivery> claimed = due.rows(connection, JdbcAlertStore::delivery);
      for (Delivery delivery : claimed) {
        new Query(
                "update alert_delivery set lease_by = ?, lease_until = "
                    + Query.TIME
                    + " where id = ?",
                who,
                now.plus(lease),
                delivery.id())
            .change(connection);
      }
      return claimed;
    });
  }

  @Override
  public void release(String who) {
    connections.run(
        new Query("update alert_delivery set lease_by = null where lease_by = ?", who)::change);
  }

  @Override
  public Optional<Instant> mark(String name) {
    Query query = new Query("select cast(moment as varchar) from alert_mark where name = ?", name);
    return connections
        .run(connection -> query.rows(connection, row -> Query.time(row.getString(1))))
        .stream()
        .findFirst();
  }

  @Override
  public void mark(String name, Instant moment) {
    change(book -> {
      book.mark(name, moment);
      return "";
    });
  }

  @Override
  public void tidy(Instant before) {
    connections.run(connection -> {
      new Query("delete from alert_event where made < " + Query.TIME, before).change(connection);
      new Query("delete from alert_state where live = 0 and changed < " + Query.TIME, before)
          .change(connection);
      new Query("delete from alert_mark where moment < " + Query.TIME, before).change(connection);
      return "";
    });
  }

  /** Holds other changes off until the end of the transaction. */
  private static void lock(Connection connection) throws SQLException {
    new Query("update alert_number set number = number + 1").change(connection);
  }

  private static AlertEvent event(ResultSet row) throws SQLException {
    return new AlertEvent(
        row.getLong(1),
        Query.time(row.getString(2)),
        AlertEvent.What.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        Query.time(row.getString(6)),
        Query.time(row.getString(7)),
        row.getString(8),
        row.getString(9));
  }
}
