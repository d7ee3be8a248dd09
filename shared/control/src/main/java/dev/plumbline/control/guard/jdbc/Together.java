package dev.plumbline.control.guard.jdbc;

import dev.plumbline.control.jdbc.PostgresPool;
import dev.plumbline.kernel.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Does what many callers want in one transaction: what comes while one runs waits for it and is the
 * next, so that a lonely caller waits for nobody. A thread of its own does the work, because an
 * interrupted virtual thread loses its connection, and with it everybody's work.
 */
final class Together<Q, A> implements AutoCloseable {
  private static final int MOST = 100;

  private final PostgresPool pool;
  private final Duration patience;
  private final Work<Q, A> work;
  private final BlockingQueue<Waiting<Q, A>> queue = new LinkedBlockingQueue<>();
  private final ExecutorService worker;

  /** Does several things in one transaction, all or none; the answers are in their order. */
  interface Work<Q, A> {
    List<A> run(Connection connection, List<Q> wanted) throws SQLException;
  }

  /**
   * Starts with an empty queue.
   *
   * @param patience how long a caller waits to be the next
   */
  Together(PostgresPool pool, String name, Duration patience, Work<Q, A> work) {
    this.pool = pool;
    this.patience = patience;
    this.work = work;
    this.worker = Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
  }

  /** Waits for the answer, also when interrupted: what was begun has an end that counts. */
  A ask(Q wanted) {
    Waiting<Q, A> one = new Waiting<>(wanted);
    queue.add(one);
    try {
      worker.execute(this::next);
    } catch (RejectedExecutionException closed) {
      giveUp(one, silent("it was closed"));
    }
    try {
      if (!one.ends(patience)) {
        giveUp(one, silent("requests wait for more than " + patience.toSeconds() + " s"));
      }
      return one.answer();
    } catch (SQLException failed) {
      throw pool.failure(failed);
    }
  }

  /** Ends what is waiting. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      worker.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody does it any more, unless somebody has begun. */
  private void giveUp(Waiting<Q, A> one, Failure why) {
    if (queue.remove(one)) {
      one.fail(why);
    }
  }

  private Failure silent(String why) {
    return new Failure.StoreUnavailable(
        "The budget store %s does not answer: %s.".formatted(pool.location(), why),
        "Check that the database runs and can be reached, then try again.",
        null);
  }

  private void next() {
    if (queue.isEmpty()) {
      return;
    }
    Connection connection;
    try {
      connection = pool.connect();
    } catch (SQLException | RuntimeException down) {
      // Whoever came meanwhile has waited for the same connection.
      taken(Integer.MAX_VALUE).forEach(one -> one.fail(down));
      return;
    }
    try (connection) {
      answer(connection, taken(MOST));
    } catch (SQLException lost) {
      // Everybody has an answer, and the pool forgets the connection.
      return;
    }
  }

  private List<Waiting<Q, A>> taken(int most) {
    List<Waiting<Q, A>> taken = new ArrayList<>();
    queue.drainTo(taken, most);
    return taken;
  }

  private void answer(Connection connection, List<Waiting<Q, A>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      List<A> answers = work.run(connection, batch.stream().map(Waiting::wanted).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).end(answers.get(i));
      }
    } catch (SQLException failed) {
      if (batch.size() == 1 || lost(failed)) {
        batch.forEach(one -> one.fail(failed));
        return;
      }
      // The database has taken all of it back; whose fault it was shows in halves.
      int half = batch.size() / 2;
      answer(connection, batch.subList(0, half));
      answer(connection, batch.subList(half, batch.size()));
    } catch (RuntimeException | Error defect) {
      batch.forEach(one -> one.fail(defect));
    }
  }

  /** Whether nobody knows what became of the transaction, so that it must not run again. */
  private static boolean lost(SQLException failed) {
    String state = failed.getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57P");
  }
}
