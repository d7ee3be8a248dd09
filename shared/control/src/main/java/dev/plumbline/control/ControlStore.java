package dev.plumbline.control;

import dev.plumbline.control.alert.AlertStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the set-up is kept. Storage trouble is a {@code StoreUnavailable}; a version that is not
 * the current one is a {@code Conflict}.
 */
public interface ControlStore extends AutoCloseable {
  /** Where it is kept, for people; never with a password. */
  String location();

  /** Everything at its newest revision. */
  ControlState load();

  /** The newest revision, cheaply. */
  long revision();

  /**
   * Adds an entry, or replaces one by that of the next version.
   *
   * @param entry of version 1 to add, else of the current version plus one
   */
  void put(Entry entry, Actor actor);

  /**
   * Deletes an entry.
   *
   * @param entry as it is now
   */
  void delete(Entry entry, Actor actor);

  /** What was changed by whom, newest first. */
  List<AuditEntry> audit(int limit);

  /**
   * Claims an idempotency key of an actor, so that its request is carried out by one replica alone.
   *
   * @param holder who claims it, such as a random text
   * @param lasts after which the claim of somebody who stopped ends
   * @return whether it is this holder's now
   */
  boolean claim(Actor actor, String idempotencyKey, String holder, Duration lasts);

  /** Ends a claim, if it is still this holder's. */
  void release(Actor actor, String idempotencyKey, String holder);

  /** The answer that an idempotency key of an actor got before, if any is younger than a day. */
  Optional<String> answered(Actor actor, String idempotencyKey);

  /** Keeps the answer of an idempotency key; the first one stays. */
  void answer(Actor actor, String idempotencyKey, String answer);

  /** What alerts found, in the same database; stays this store's. */
  AlertStore alerts();

  @Override
  void close();
}
