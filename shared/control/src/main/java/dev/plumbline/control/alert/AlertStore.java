package dev.plumbline.control.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Where the states of alerts and the messages about them are kept; shared by all replicas. Storage
 * trouble is a {@code StoreUnavailable}.
 */
public interface AlertStore {
  /** Those that fire or have something to tell. */
  List<AlertState> live();

  /** What happened, the newest first. */
  List<AlertEvent> events(int limit);

  /** The messages that channels still have to take, the oldest first. */
  List<Delivery> waiting(int limit);

  /**
   * The channels whose last message since a moment was given up, with the reason.
   *
   * @return reasons by channel
   */
  SortedMap<String, String> failed(Instant since);

  /**
   * Does something as one change; no other change of any replica comes between.
   *
   * @param work does nothing but read and write the book
   */
  <T> T change(Function<AlertBook, T> work);

  /**
   * Messages that are due, for {@code who} alone until the lease ends. Of an alert and a channel
   * only the oldest is due. A time far ahead of {@code now} counts as past: the clock went back.
   */
  List<Delivery> claim(String who, Instant now, Duration lease, int most);

  /** Ends the leases of {@code who}, which has just started and holds none. */
  void release(String who);

  /** A moment that was kept under a name. */
  Optional<Instant> mark(String name);

  /** Keeps a moment under a name. */
  void mark(String name, Instant moment);

  /** Forgets what ended before a moment. */
  void tidy(Instant before);
}
