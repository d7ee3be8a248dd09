package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.Admission;
import dev.plumbline.control.Budget;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Reservation;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.SpendHistory;
import dev.plumbline.control.jdbc.PostgresPool;
import dev.plumbline.control.jdbc.SchemaScripts;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.jdbc.Location;
import dev.plumbline.usage.jdbc.PostgresLocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The guard that several replicas share: its sums, reservations and limits are in PostgreSQL, and a
 * request is admitted in one atomic statement, with those that other threads ask for meanwhile.
 * Reservations last by the time of the database; budgets count by the requests' own times.
 */
public final class PostgresGuard implements SpendGuard {
  private static final SchemaScripts SCRIPTS =
      new SchemaScripts(
          "guard_schema_version", PostgresGuard.class, List.of("001-guard", "002-together"));
  private static final int CONNECTIONS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PostgresPool pool;
  private final Making making;
  private final Tidying tidying;
  private final String replica;
  private final Together<Reserving, Verdict> reserves;
  private final Together<Settling, Settling> settles;

  private PostgresGuard(PostgresPool pool, SpendHistory history, String replica) {
    this.pool = pool;
    this.replica = replica;
    this.making = new Making(history);
    this.tidying = new Tidying(pool);
    this.reserves = new Together<>(pool, "guard-reserves", PATIENCE, Reserving::run);
    this.settles = new Together<>(pool, "guard-settles", PATIENCE, Settling::run);
  }

  /** Opens the guard for a process that leaves nothing open, as in tests. */
  static PostgresGuard open(
      String location, Map<String, String> environment, SpendHistory history) {
    return open(location, environment, history, "");
  }

  /**
   * Opens the guard in a database, whose tables are made if need be.
   *
   * @param replica a name that all processes of this replica have, and no other one
   */
  public static PostgresGuard open(
      String location, Map<String, String> environment, SpendHistory history, String replica) {
    if (!(Location.parse(location, environment) instanceof PostgresLocation server)) {
      throw new Failure.Misconfigured(
          "Budgets can be shared by replicas in PostgreSQL alone.",
          "Give postgresql://user@host/database.");
    }
    PostgresPool pool = new PostgresPool(server, "budget store", CONNECTIONS, PATIENCE);
    try (Connection connection = pool.connect()) {
      connection.setAutoCommit(false);
      SCRIPTS.migratePostgres(connection, server.schema(), pool.location());
      connection.commit();
      connection.setAutoCommit(true);
      return new PostgresGuard(pool, history, replica);
    } catch (SQLException failed) {
      pool.close();
      throw pool.failure(failed);
    } catch (Failure failed) {
      pool.close();
      throw failed;
    }
  }

  @Override
  public Admission reserve(Reservation wanted) {
    Reserving reserving = new Reserving(wanted, replica);
    Admission admission = decide(reserving, wanted.time());
    if (!(admission instanceof Admission.Admitted) && run(PostgresGuard::expire) > 0) {
      admission = decide(reserving, wanted.time());
    }
    return admission;
  }

  @Override
  public void settle(Settlement done) {
    settles.ask(new Settling(done));
  }

  @Override
  public void recording(Collection<String> ids, Runnable append) {
    Call.Many texts = Call.texts(ids);
    run(connection -> {
      Making.lock(connection, "pg_advisory_lock");
      try {
        boolean were =
            new Call("select guard_recording(?)", texts).row(connection, row -> row.getBoolean(1));
        append.run();
        new Call("select guard_recorded(?, ?)", texts, were).run(connection);
      } finally {
        Making.unlock(connection, "pg_advisory_unlock");
      }
      return "";
    });
  }

  @Override
  public void refresh() {
    run(connection -> {
      new Call("select guard_refresh()").run(connection);
      return "";
    });
  }

  @Override
  public void endFormer() {
    Call call =
        new Call(
            "update guard_request set until = clock_timestamp() where state = 'open'"
                + " and position(? in document) > 0 returning id",
            Documents.mark(replica));
    run(connection -> {
      call.run(connection);
      while (expire(connection) > 0) {
        // A thousand at a time.
      }
      return "";
    });
  }

  @Override
  public List<BudgetState> states(Collection<Budget> budgets, Instant now) {
    return run(connection -> {
      expire(connection);
      List<BudgetState> states = new ArrayList<>();
      for (Budget budget : budgets) {
        if (budget.scope().each()) {
          states.addAll(making.each(connection, budget, now));
        } else {
          states.add(making.one(connection, budget, now));
        }
      }
      return states;
    });
  }

  @Override
  public List<Reservation> open() {
    Call call =
        new Call(
            "select id, started, cast(subject as text), cost, document from guard_request"
                + " where state = 'open' and until > clock_timestamp() order by started, changed");
    return run(connection ->
        call.rows(
            connection,
            row ->
                Documents.reservation(
                    row.getString(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getString(3),
                    row.getBigDecimal(4),
                    row.getString(5))));
  }

  @Override
  public void close() {
    reserves.close();
    settles.close();
    tidying.close();
    pool.close();
  }

  private Admission decide(Reserving reserving, Instant time) {
    while (true) {
      switch (reserving.answer(reserves.ask(reserving))) {
        case Reserving.Answer.Decided decided -> {
          return decided.admission();
        }
        case Reserving.Answer.Missing missing ->
            run(connection -> {
              making.make(connection, missing.keys(), time);
              return "";
            });
      }
    }
  }

  private static int expire(Connection connection) throws SQLException {
    return new Call("select guard_expire()").row(connection, row -> row.getInt(1));
  }

  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T run(Work<T> work) {
    try (Connection connection = pool.connect()) {
      return work.run(connection);
    } catch (SQLException failed) {
      throw pool.failure(failed);
    }
  }
}
