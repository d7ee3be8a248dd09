package dev.plumbline.control.jdbc;

import dev.plumbline.control.alert.AlertBook;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.Delivery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One change of the states and messages of alerts, within a transaction. What is written is
 * gathered and goes to the database at the end, many rows at a time.
 */
final class JdbcAlertBook implements AlertBook {
  private static final String CLAIMED = " where id = ? and lease_by = ?";
  private static final Many STATES =
      Many.of(
          "alert varchar",
          "subject varchar",
          "span varchar",
          "live integer",
          "changed timestamp",
          "body varchar");
  private static final String NEWER =
      " on conflict (alert, subject, span) do update set live = excluded.live,"
          + " changed = excluded.changed, body = excluded.body";
  private static final Many EVENTS =
      Many.of(
          "number bigint",
          "made timestamp",
          "what varchar",
          "alert varchar",
          "subject varchar",
          "channel varchar",
          "delivery varchar",
          "told varchar");
  private static final Many MESSAGES =
      Many.of(
          "id varchar",
          "number bigint",
          "alert varchar",
          "channel varchar",
          "attempts integer",
          "created timestamp",
          "due timestamp",
          "body varchar");
  private static final Many MARKS = Many.of("name varchar", "moment timestamp");
  private static final String LATER = " on conflict (name) do update set moment = excluded.moment";
  private static final Many KEYS = Many.of("alert varchar", "subject varchar", "span varchar");
  private static final String KEPT =
      "select s.body from alert_state s join "
          + KEYS.source()
          + " as k on s.alert = k.alert and s.subject = k.subject and s.span = k.span";
  private static final Many NAMES = Many.of("name varchar");
  private static final String REMEMBERED =
      "select m.name, cast(m.moment as varchar) from alert_mark m join "
          + NAMES.source()
          + " as k on m.name = k.name";

  private final Connection connection;
  private final Map<AlertState.Key, Optional<AlertState>> states = new HashMap<>();
  private final Map<String, Optional<Instant>> moments = new HashMap<>();
  private final Map<AlertState.Key, List<@Nullable Object>> newStates = new LinkedHashMap<>();
  private final Map<String, List<@Nullable Object>> newMoments = new LinkedHashMap<>();
  private final List<List<@Nullable Object>> newEvents = new ArrayList<>();
  private final List<List<@Nullable Object>> newMessages = new ArrayList<>();
  private long number;

  private JdbcAlertBook(Connection connection, long number) {
    this.connection = connection;
    this.number = number;
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
    long number = new Query("select number from alert_number").number(connection);
    JdbcAlertBook book = new JdbcAlertBook(connection, number);
    try {
      T result = work.apply(book);
      book.flush(number);
      return result;
    } catch (Broken broken) {
      throw broken.why;
    }
  }

  private void flush(long before) throws SQLException {
    STATES.insert(connection, "alert_state", List.copyOf(newStates.values()), NEWER);
    MARKS.insert(connection, "alert_mark", List.copyOf(newMoments.values()), LATER);
    EVENTS.insert(connection, "alert_event", newEvents, "");
    MESSAGES.insert(connection, "alert_delivery", newMessages, "");
    if (number > before) {
      new Query("update alert_number set number = ?", number).change(connection);
    }
  }

  @Override
  public void expect(Collection<AlertState.Key> keys, Collection<String> marks) {
    try {
      for (List<AlertState.Key> some : Many.chunks(List.copyOf(keys))) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        some.forEach(key -> {
          states.putIfAbsent(key, Optional.empty());
          rows.add(Arrays.asList(key.alert(), key.value(), key.span()));
        });
        for (String body : texts(KEPT, KEYS.values(rows))) {
          AlertState state = AlertStateJson.read(body);
          states.put(state.key(), Optional.of(state));
        }
      }
      for (List<String> some : Many.chunks(List.copyOf(marks))) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        some.forEach(name -> {
          moments.putIfAbsent(name, Optional.empty());
          rows.add(Arrays.asList(name));
        });
        new Query(REMEMBERED, NAMES.values(rows))
            .rows(
                connection,
                row -> moments.put(row.getString(1), Optional.of(Query.time(row.getString(2)))));
      }
    } catch (SQLException failed) {
      throw new Broken(failed);
    }
  }

  private List<String> texts(String text, @Nullable Object[] values) throws SQLException {
    return new Query(text, values).rows(connection, row -> row.getString(1));
  }

  @Override
  public Optional<AlertState> state(AlertState.Key key) {
    if (!states.containsKey(key)) {
      expect(List.of(key), List.of());
    }
    return states.getOrDefault(key, Optional.empty());
  }

  @Override
  public void put(AlertState state) {
    AlertState.Key key = state.key();
    Instant changed = state.ended() == null ? state.since() : state.ended();
    states.put(key, Optional.of(state));
    newStates.put(
        key,
        Arrays.asList(
            key.alert(),
            key.value(),
            key.span(),
            state.live() ? 1 : 0,
            changed,
            AlertStateJson.write(state)));
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
    String name = what.name().toLowerCase(Locale.ROOT);
    newEvents.add(Arrays.asList(++number, time, name, alert, value, channel, delivery, text));
  }

  @Override
  public Optional<Instant> mark(String name) {
    if (!moments.containsKey(name)) {
      expect(List.of(), List.of(name));
    }
    return moments.getOrDefault(name, Optional.empty());
  }

  @Override
  public void mark(String name, Instant moment) {
    moments.put(name, Optional.of(moment));
    newMoments.put(name, Arrays.asList(name, moment));
  }

  @Override
  public void send(String id, String alert, String channel, Instant now, String body) {
    newMessages.add(Arrays.asList(id, ++number, alert, channel, 0, now, now, body));
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

  private int change(String text, @Nullable Object... values) {
    try {
      return new Query(text, values).change(connection);
    } catch (SQLException failed) {
      throw new Broken(failed);
    }
  }
}
