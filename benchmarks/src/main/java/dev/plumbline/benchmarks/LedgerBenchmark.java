package dev.plumbline.benchmarks;

import dev.plumbline.benchmarks.jdbc.PostgresAdministrator;
import dev.plumbline.testkit.LocalPostgres;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ledger on DuckDB beside the same on PostgreSQL, in one run: loading, size on disk and the
 * standard questions, warm and in turn.
 */
public final class LedgerBenchmark {
  private static final int BATCH = 122_880;
  private static final int LEAST_ROUNDS = 3;
  private static final int MOST_ROUNDS = 9;
  private static final double ENOUGH_MILLIS = 20_000;

  private final Ledgers ledgers = new Ledgers(Map.of());
  private final Path home;
  private final long seed;
  private final Consumer<String> progress;

  /**
   * Names where the DuckDB files go.
   *
   * @param progress takes a line now and then
   */
  public LedgerBenchmark(Path home, long seed, Consumer<String> progress) {
    this.home = home;
    this.seed = seed;
    this.progress = progress;
  }

  /** Runs it with as many events and returns a report in Markdown. */
  public String run(long events, boolean postgres) {
    String duckdb = "duckdb:" + home.resolve("ledger-" + events + ".duckdb");
    Report report = new Report(events);
    report.load("DuckDB", load(duckdb, events), duckDbSize(events), 0);
    if (!postgres) {
      ask(duckdb, null, report);
      return report.toString();
    }
    try (LocalPostgres server = LocalPostgres.start()) {
      PostgresAdministrator administrator =
          new PostgresAdministrator(server.port(), LocalPostgres.USER, LocalPostgres.PASSWORD);
      administrator.configure();
      server.crash();
      server.resume();
      String location = location(server);
      double seconds = load(location, events);
      progress.accept("PostgreSQL: adding indexes");
      long start = System.nanoTime();
      administrator.index();
      administrator.vacuum();
      report.load(
          "PostgreSQL " + administrator.version(),
          seconds,
          administrator.tableBytes(),
          administrator.indexBytes());
      report.indexing(secondsSince(start));
      ask(duckdb, location, report);
    }
    return report.toString();
  }

  /** The database of a server. */
  public static String location(LocalPostgres server) {
    return "postgresql://%s:%s@127.0.0.1:%d/postgres"
        .formatted(
            LocalPostgres.USER,
            URLEncoder.encode(LocalPostgres.PASSWORD, StandardCharsets.UTF_8),
            server.port());
  }

  /** Seconds within {@code append}; the events are made outside of them. */
  private double load(String location, long events) {
    SyntheticUsage usage = new SyntheticUsage(seed, events);
    String name = location.split(":", 2)[0];
    double seconds = 0;
    try (LedgerWriter writer = ledgers.writer(location)) {
      for (long from = 0; from < events; from += BATCH) {
        List<UsageEvent> batch = usage.batch(from, BATCH);
        long start = System.nanoTime();
        long added = writer.append(batch).added();
        seconds += secondsSince(start);
        if (added != batch.size()) {
          throw new IllegalStateException(added + " of " + batch.size() + " events were new");
        }
        long done = from + batch.size();
        if (from / BATCH % 8 == 7) {
          progress.accept("%s: %,d events, %,.0f a second".formatted(name, done, done / seconds));
        }
      }
    }
    return seconds;
  }

  private long duckDbSize(long events) {
    try {
      return Files.size(home.resolve("ledger-" + events + ".duckdb"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void ask(String duckdb, @Nullable String postgres, Report report) {
    try (LedgerReader left = ledgers.reader(duckdb);
        LedgerReader right = postgres == null ? null : ledgers.reader(postgres)) {
      for (LedgerQuestion question : LedgerQuestion.ALL) {
        progress.accept(question.name());
        compare(question, left, right, report);
      }
    }
  }

  private static void compare(
      LedgerQuestion question, LedgerReader left, @Nullable LedgerReader right, Report report) {
    List<String> answer = question.ask().apply(left);
    boolean same = right == null || question.ask().apply(right).equals(answer);
    Samples leftMillis = new Samples();
    Samples rightMillis = new Samples();
    double spent = 0;
    for (int i = 0; i < MOST_ROUNDS && (i < LEAST_ROUNDS || spent < ENOUGH_MILLIS); i++) {
      spent += measure(question, left, leftMillis);
      spent += right == null ? 0 : measure(question, right, rightMillis);
    }
    report.question(question.name(), leftMillis, right == null ? null : rightMillis, same);
  }

  private static double measure(LedgerQuestion question, LedgerReader reader, Samples samples) {
    long start = System.nanoTime();
    boolean empty = question.ask().apply(reader).isEmpty();
    double millis = secondsSince(start) * 1_000;
    if (empty) {
      throw new IllegalStateException(question.name() + " had no answer at " + reader.location());
    }
    samples.add(millis);
    return millis;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** The Markdown tables of one run. */
  private static final class Report {
    private final StringBuilder loads = new StringBuilder();
    private final StringBuilder questions = new StringBuilder();
    private final long events;

    Report(long events) {
      this.events = events;
    }

    void load(String database, double seconds, long tableBytes, long indexBytes) {
      loads.append(
          "| %s | %,.0f | %.1f | %.1f |%n"
              .formatted(
                  database,
                  events / seconds,
                  (double) (tableBytes + indexBytes) / events,
                  (double) indexBytes / events));
    }

    void indexing(double seconds) {
      loads.append("| … further indexes and vacuum took %.0f s | | | |%n".formatted(seconds));
    }

    void question(String name, Samples left, @Nullable Samples right, boolean same) {
      questions.append(
          right == null
              ? "| %s | %s | | | |%n".formatted(name, left)
              : "| %s | %s | %s | %.1f | %s |%n"
                  .formatted(
                      name, left, right, right.median() / left.median(), same ? "yes" : "NO"));
    }

    @Override
    public String toString() {
      return """
      ### %,d events

      | | loaded, events a second | bytes an event on disk | of these indexes |
      |---|--:|--:|--:|
      %s
      | warm, ms: median (least to most) | DuckDB | PostgreSQL | times as fast | same answer |
      |---|--:|--:|--:|---|
      %s
      """
          .formatted(events, loads, questions);
    }
  }
}
