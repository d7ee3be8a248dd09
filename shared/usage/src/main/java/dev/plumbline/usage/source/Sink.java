package dev.plumbline.usage.source;

import dev.plumbline.usage.UsageEvent;

/** Where a source puts what it reads; used by one thread. */
public interface Sink {
  /** One event. */
  void event(UsageEvent event);

  /** Something that cannot be used; the rest goes on. */
  void reject(Rejection rejection);

  /** Something that is no usage by its nature, such as a log line without a model; only counted. */
  default void skip(String reason) {}

  /** How far the reading is. */
  default void progress(Progress progress) {}

  /**
   * Everything given so far need not be read again: once it is in the ledger, the next import
   * begins from this state.
   */
  default void checkpoint(String state) {}
}
