package dev.plumbline.testkit.snowflake;

import dev.plumbline.testkit.snowflake.jdbc.Answer;
import dev.plumbline.testkit.snowflake.jdbc.Rejection;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A statement being executed, or its outcome. */
final class Query {
  private sealed interface Outcome {
    record Answered(Answer answer) implements Outcome {}

    record Failed(Rejection rejection) implements Outcome {}
  }

  /** A statement's work. */
  interface Work {
    Answer run() throws Rejection;
  }

  private final String id = UUID.randomUUID().toString();
  private final CountDownLatch done = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final AtomicBoolean started = new AtomicBoolean();
  private final Session session;
  private volatile @Nullable Outcome outcome;

  Query(Session session) {
    this.session = session;
  }

  String id() {
    return id;
  }

  /** Runs the work once, after a delay, however often it is asked for. */
  void start(Duration delay, Work work) {
    if (started.compareAndSet(false, true)) {
      Thread.ofVirtual().start(() -> run(delay, work));
    }
  }

  private void run(Duration delay, Work work) {
    try {
      if (cancelled.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Rejection("000604", "57014", "SQL execution canceled");
      }
      outcome = new Outcome.Answered(work.run());
    } catch (Rejection rejection) {
      outcome = new Outcome.Failed(rejection);
    } catch (InterruptedException | RuntimeException broken) {
      outcome =
          new Outcome.Failed(
              new Rejection("000603", "XX000", "SQL execution internal error: " + broken));
    } finally {
      done.countDown();
    }
  }

  void cancel() {
    cancelled.countDown();
    session.engine().cancel();
  }

  /** Waits for the outcome; null while it is still missing. */
  @Nullable Answer await(Duration patience) throws Rejection, InterruptedException {
    if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return null;
    }
    return switch (outcome) {
      case Outcome.Answered(Answer answer) -> answer;
      case Outcome.Failed(Rejection rejection) -> throw rejection;
      case null -> null;
    };
  }
}
