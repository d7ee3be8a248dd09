package dev.plumbline.usage.source.session;

/** What a line of a session log turned out to be, where it is not simply something else. */
sealed interface Parsed {
  /** Usage of a request. */
  record Usage(Request request) implements Parsed {}

  /** Looks like usage and is none. */
  record Skipped(String reason) implements Parsed {}

  /** Cannot be used. */
  record Bad(String reason, String detail) implements Parsed {}
}
