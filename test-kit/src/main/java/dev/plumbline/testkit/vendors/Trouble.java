package dev.plumbline.testkit.vendors;

/** What can go wrong with one request to a vendor. */
public sealed interface Trouble {
  /**
   * It is one too many.
   *
   * @param seconds to wait
   */
  record TooMany(int seconds) implements Trouble {}

  /**
   * It is refused.
   *
   * @param message of the vendor's error
   */
  record Refused(int status, String message) implements Trouble {}

  /** The connection is cut before the request has any effect. */
  record CutBefore() implements Trouble {}

  /** The connection is cut after the request had its effect. */
  record CutAfter() implements Trouble {}

  /** Something between answers with a page for people. */
  record NoJson() implements Trouble {}

  /**
   * It is to be sent elsewhere.
   *
   * @param to an address
   */
  record Moved(String to) implements Trouble {}
}
