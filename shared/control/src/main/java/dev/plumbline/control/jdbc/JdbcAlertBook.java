package dev.plumbline.control.jdbc;

import dev.plumbline.control.alert.AlertBook;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.Delivery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One change of the states and messages of alerts, within a transaction. */
final class JdbcAlertBook implements AlertBook {
  private static final String CLAIMED = " where id = ? and lease_by = ?";

  private final Connection connection;

  private JdbcAlertBook(Connection connection) {
    this.connection = connection;
  }

  /** Carries an {@code SQLException} through code that knows none. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException why;

    Broken(SQLException why) {
      super(why);
      this.why = why;
    }
  }

  static <T> T run(Connection connection, Function<AlertBook, T> work) throws SQLException {
    try {
      return work.apply(new JdbcAlertBook(connection));
    } catch (Broken broken) {
      throw broken.why;
    }
  }

  @Override
  public Optional<AlertState> state(AlertState.Key key) {
    Query query =
        new Query(
            "select body from alert_state where alert = ? and subject = ? and span = ?",
            key.alert(),
            key.value(),
            key.span());
    try {
      return query.rows(connection, row -> AlertStateJson.read(row.getString(1))).stream()
          .findFirst();
    } catch (SQLException failed) {
      throw new Broken(failed);
    }
  }

  @Override
  public void put(AlertState state) {
    AlertState.Key key = state.key();
    Instant changed = state.ended() == null ? state.since() : state.ended();
    change(
        "insert into alert_state (alert, subject, span, live, changed, body) values (?, ?, ?, ?, "
            + Query.TIME
            + ", ?) on conflict (alert, subject, span) do update set live = excluded.live,"
            + " changed = excluded.changed, body = excluded.body",
        key.alert(),
        key.value(),
        key.span(),
        state.live() ? 1 : 0,
        changed,
        AlertStateJson.write(state));
  }

  @Override
  public void note(
      Instant time,
      AlertEvent.What what,
      String alert,
      @Nullable String value,
      @Nullable String channel,
      @Nullable String delivery,
      String text) {
    change(
        "insert into alert_event (number, made, what, alert, subject, channel, delivery, told)"
            + " values (?, "
            + Query.TIME
            + ", ?, ?, ?, ?, ?, ?)",
        number(),
        time,
        what.name().toLowerCase(Locale.ROOT),
        alert,
        value,
        channel,
        delivery,
        text);
  }

  @Override
  public Optional<Instant> mark(String name) {
    try {
      return JdbcAlertStore.mark(connection, name);
    } catch (SQLException failed) {
      throw new Broken(failed);
    }
  }

  @Override
  public void mark(String name, Instant moment) {
    change(JdbcAlertStore.MARK, name, moment);
  }

  @Override
  public void send(String id, String alert, String channel, Instant now, String body) {
    change(
        "insert into alert_delivery (id, number, alert, channel, attempts, created, due, body)"
            + " values (?, ?, ?, ?, 0, "
            + Query.TIME
            + ", "
            + Query.TIME
            + ", ?)",
        id,
        number(),
        alert,
        channel,
        now,
        now,
        body);
  }

  @Override
  public boolean delay(Delivery delayed, String who) {
    return change(
            "update alert_delivery set attempts = ?, due = "
                + Query.TIME
                + ", trouble = ?, lease_by = null"
                + CLAIMED,
            delayed.attempts(),
            delayed.due(),
            delayed.trouble(),
            delayed.id(),
            who)
        > 0;
  }

  @Override
  public boolean done(Delivery delivery, String who) {
    return change("delete from alert_delivery" + CLAIMED, delivery.id(), who) > 0;
  }

  private long number() {
    change("update alert_number set number = number + 1");
    try {
      return new Query("select number from alert_number").number(connection);
    } catch (SQLException failed) {
      throw new Broken(failed);
    }
  }

  private int change(String text, @Nullable Object... values) {
    try {
      return new Query(text, values).change(connection);
    } catch (SQLException failed) {
      throw new Broken(failed);
    }
  }
}
