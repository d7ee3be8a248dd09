package dev.plumbline.control.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes within one change; everything of it is kept, or nothing. */
public interface AlertBook {
  /** Reads states and moments that will be asked for, which is quicker than one by one. */
  void expect(Collection<AlertState.Key> states, Collection<String> marks);

  /** How an alert stands for a value. */
  Optional<AlertState> state(AlertState.Key key);

  /** Keeps a state instead of the one with its key. */
  void put(AlertState state);

  /** Notes something that happened, with the next number. */
  void note(
      Instant time,
      AlertEvent.What what,
      String alert,
      @Nullable String value,
      @Nullable String channel,
      @Nullable String delivery,
      String text);

  /** A moment that was kept under a name. */
  Optional<Instant> mark(String name);

  /** Keeps a moment under a name. */
  void mark(String name, Instant moment);

  /** Adds a message for a channel, due at once. */
  void send(String id, String alert, String channel, Instant now, String body);

  /** Changes a message that {@code who} has claimed; false when somebody else has it by now. */
  boolean delay(Delivery delayed, String who);

  /** Removes a message that {@code who} has claimed; false when somebody else has it by now. */
  boolean done(Delivery delivery, String who);
}
