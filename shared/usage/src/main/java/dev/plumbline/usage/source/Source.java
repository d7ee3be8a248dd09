package dev.plumbline.usage.source;

import org.jspecify.annotations.Nullable;

/** Somewhere that usage events come from: log files, an export, a provider's API. */
public interface Source {
  /** What its events carry as their source, such as {@code claude-code}. */
  String name();

  /** What it reads, for people: folders, a file, a server; never with a secret. */
  String description();

  /**
   * Reads everything, or what came after a checkpoint, into a sink. An event read again must have
   * the same id as before. What cannot be used goes to {@link Sink#reject}; a {@code Failure} ends
   * the import, and what was written before it stays.
   *
   * @param checkpoint what this source gave to {@link Sink#checkpoint} last; null to begin anew
   */
  void read(@Nullable String checkpoint, Sink sink);
}
