package dev.plumbline.testkit.snowflake.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One session's statements, one at a time; {@link #cancel} may come from another thread. */
public final class EngineSession implements AutoCloseable {
  private static final String INSERTED = "number of rows inserted";
  private static final String UPDATED = "number of rows updated";
  private static final String DELETED = "number of rows deleted";

  private final Connection connection;
  private final Transaction transaction;
  private final SessionState state = new SessionState();
  private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();

  EngineSession(Connection connection) throws SQLException {
    this.connection = connection;
    this.transaction = new Transaction(connection);
    change("set default_null_order = 'nulls_last_on_asc_first_on_desc'");
  }

  /** Executes a statement or, with {@code describe}, only says what it would give. */
  public synchronized Answer execute(
      String sql, SortedMap<Integer, Binding> bindings, boolean describe) throws Rejection {
    SqlText text = SqlText.of(sql);
    StatementKind kind = StatementKind.of(text);
    try {
      if (describe) {
        return described(text, kind);
      }
      return switch (kind) {
        case ALTER_SESSION -> alterSession(text);
        case USE -> use(text);
        case TRANSACTION -> transaction.execute(text);
        case SHOW -> Show.answer(connection, state, text);
        case DDL -> define(text);
        case SELECT -> select(text, bindings);
        case INSERT, UPDATE, DELETE, MERGE -> change(text, kind, bindings);
      };
    } catch (SQLException failed) {
      throw DuckDbErrors.rejection(failed);
    }
  }

  /** Its parameters with their values, such as {@code TIMEZONE}. */
  public Map<String, Object> parameters() {
    return state.parameters(transaction.autocommit());
  }

  /** Sets a parameter as {@code alter session set} does. */
  public synchronized void set(String parameter, String value) throws Rejection {
    String name = parameter.toUpperCase(Locale.ROOT);
    try {
      if (name.equals("AUTOCOMMIT")) {
        transaction.autocommit(Boolean.parseBoolean(value));
      } else if (name.equals("TIMEZONE")) {
        change("set timezone = '" + value.replace("'", "''") + "'");
      }
      state.set(name, value);
    } catch (SQLException failed) {
      throw new Rejection(
          "001008", "22023", "SQL compilation error:\ninvalid value [" + value + "] for " + name);
    }
  }

  /** Enters a database and a schema; a blank one stays as it is. */
  public synchronized void enter(String database, String schema) throws Rejection {
    try {
      state.enter(connection, database, schema);
    } catch (SQLException failed) {
      throw DuckDbErrors.rejection(failed);
    }
  }

  /** The database, schema, warehouse and role in use. */
  public SessionState state() {
    return state;
  }

  /** Interrupts the statement that is being executed, if there is one. */
  public void cancel() {
    Statement statement = running.get();
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException alreadyFinished) {
        // The statement ended by itself.
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private Answer alterSession(SqlText text) throws Rejection {
    for (Map.Entry<String, String> set : SessionState.assignments(text).entrySet()) {
      set(set.getKey(), set.getValue());
    }
    return Answer.status(StatementKind.ALTER_SESSION, "Statement executed successfully.");
  }

  private Answer use(SqlText text) throws Rejection, SQLException {
    state.use(connection, text);
    return Answer.status(StatementKind.USE, "Statement executed successfully.");
  }

  private Answer define(SqlText text) throws Rejection, SQLException {
    transaction.commit();
    String database = SessionState.createdDatabase(text);
    try (Statement statement = connection.createStatement()) {
      running.set(statement);
      if (database != null) {
        Engine.createDatabase(statement, database);
      } else {
        statement.execute(state.filled(Dialect.translated(text, StatementKind.DDL)));
      }
    } finally {
      running.set(null);
    }
    return Answer.status(StatementKind.DDL, "Statement executed successfully.");
  }

  private Answer select(SqlText text, SortedMap<Integer, Binding> bindings)
      throws Rejection, SQLException {
    try (PreparedStatement statement = prepared(text, StatementKind.SELECT)) {
      bind(statement, bindings, 0);
      try (ResultSet results = statement.executeQuery()) {
        List<Column> columns = Cells.columns(results.getMetaData(), text);
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (results.next()) {
          rows.add(Cells.row(results, columns));
        }
        return new Answer(StatementKind.SELECT, columns, rows, text.questionMarks());
      }
    } finally {
      running.set(null);
    }
  }

  private Answer change(SqlText text, StatementKind kind, SortedMap<Integer, Binding> bindings)
      throws Rejection, SQLException {
    int rows = batchSize(bindings);
    String sql = state.filled(Dialect.translated(text, kind));
    Bulk bulk = bindings.values().stream().anyMatch(Binding::batch) ? Bulk.of(sql) : null;
    boolean own = transaction.before(rows > 1);
    try {
      long changed =
          bulk == null ? changeEach(sql, bindings, rows) : bulk.execute(connection, bindings, rows);
      transaction.after(own);
      return counts(kind, text, changed);
    } catch (SQLException | Rejection failed) {
      transaction.undo(own);
      throw failed;
    }
  }

  private long changeEach(String sql, SortedMap<Integer, Binding> bindings, int rows)
      throws Rejection, SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      running.set(statement);
      long changed = 0;
      for (int row = 0; row < rows; row++) {
        bind(statement, bindings, row);
        changed += statement.executeUpdate();
      }
      return changed;
    } finally {
      running.set(null);
    }
  }

  private Answer described(SqlText text, StatementKind kind) throws Rejection, SQLException {
    if (kind.changesRows()) {
      try (PreparedStatement _ = prepared(text, kind)) {
        return counts(kind, text);
      } finally {
        running.set(null);
      }
    }
    if (kind != StatementKind.SELECT) {
      return Answer.status(kind, "");
    }
    try (PreparedStatement statement = prepared(text, kind)) {
      ResultSetMetaData meta = statement.getMetaData();
      return new Answer(kind, Cells.columns(meta, text), List.of(), text.questionMarks());
    } finally {
      running.set(null);
    }
  }

  private PreparedStatement prepared(SqlText text, StatementKind kind)
      throws Rejection, SQLException {
    PreparedStatement statement =
        connection.prepareStatement(state.filled(Dialect.translated(text, kind)));
    running.set(statement);
    return statement;
  }

  private static Answer counts(StatementKind kind, SqlText text, long... changed) {
    List<String> names =
        switch (kind) {
          case UPDATE -> List.of(UPDATED, "number of multi-joined rows updated");
          case DELETE -> List.of(DELETED);
          default -> List.of(INSERTED);
        };
    long[] row = changed.length == 0 ? changed : new long[names.size()];
    if (changed.length > 0) {
      row[0] = changed[0];
    }
    boolean batches = kind == StatementKind.INSERT && Bulk.of(text.bare()) != null;
    return Answer.counts(kind, text.questionMarks(), batches, names, row);
  }

  private static int batchSize(SortedMap<Integer, Binding> bindings) {
    return bindings.values().stream()
        .filter(Binding::batch)
        .mapToInt(binding -> binding.values().size())
        .max()
        .orElse(1);
  }

  private static void bind(
      PreparedStatement statement, SortedMap<Integer, Binding> bindings, int row)
      throws Rejection, SQLException {
    for (Map.Entry<Integer, Binding> binding : bindings.entrySet()) {
      statement.setObject(binding.getKey(), binding.getValue().value(row));
    }
  }

  private void change(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
