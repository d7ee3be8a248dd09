package dev.plumbline.usage.source.report;

import dev.plumbline.usage.source.Progress;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Logs of single requests on a server, read window by window up to now. The newest are read again
 * by the next import, since a request may be logged late; by its id it still counts once.
 */
public final class LogSource implements Source {
  private static final String POSITION = "logs";

  private final String name;
  private final String description;
  private final Windows windows;
  private final Duration width;
  private final Duration late;
  private final Instant since;
  private final Clock clock;

  /** Reads one window of a log. */
  public interface Windows {
    /** Gives out everything from an instant up to another. */
    void read(Instant from, Instant to, Sink sink);
  }

  /**
   * @param width how much is read at once; the import's state is kept after each
   * @param late how long after its start a request may appear in the log
   * @param since where a first import begins
   */
  public LogSource(
      String name,
      String description,
      Windows windows,
      Duration width,
      Duration late,
      Instant since,
      Clock clock) {
    this.name = name;
    this.description = description;
    this.windows = windows;
    this.width = width;
    this.late = late;
    this.since = since;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void read(@Nullable String checkpoint, Sink sink) {
    Positions positions = new Positions(checkpoint);
    if (checkpoint == null) {
      sink.skip("before " + since + ": not asked for; --since DAY begins earlier");
    }
    Instant now = clock.instant();
    Instant settled = now.minus(late);
    Instant first = positions.end(POSITION, since);
    for (Instant from = first; from.isBefore(now); from = from.plus(width)) {
      Instant to = earlier(from.plus(width), now);
      windows.read(from, to, sink);
      Instant reached = earlier(to, settled);
      if (reached.isAfter(positions.end(POSITION, since))) {
        positions.reached(POSITION, reached);
        sink.checkpoint(positions.toString());
      }
      sink.progress(
          new Progress(
              Duration.between(first, to).toHours(),
              Duration.between(first, now).toHours(),
              "hours"));
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
