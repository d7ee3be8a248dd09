package dev.plumbline.control.jdbc;

import dev.plumbline.kernel.Failure;
import java.sql.SQLException;
import java.util.Locale;

/** What databases complain about, in terms that operators can act on. */
public final class StoreFailures {
  private StoreFailures() {}

  /**
   * The failure that a driver's exception stands for.
   *
   * @param what the store, such as {@code control store}
   * @param location without a password
   */
  public static Failure of(String what, String location, SQLException failed) {
    String message = String.valueOf(failed.getMessage()).lines().findFirst().orElse("").strip();
    String state = failed.getSQLState() == null ? "" : failed.getSQLState();
    String place = "The " + what + " " + location;
    if (state.startsWith("28")) {
      return new Failure.Misconfigured(
          place + " does not accept the login.", "Check the user and its password.");
    }
    if (state.equals("53100") || message.toLowerCase(Locale.ROOT).contains("no space left")) {
      return new Failure.StoreUnavailable(
          "The disk of the " + what + " " + location + " is full; nothing was changed.",
          "Make room and try again.",
          failed);
    }
    if (state.startsWith("08") || state.startsWith("57P")) {
      return new Failure.StoreUnavailable(
          place + " does not answer: " + message,
          "Check that the database runs and can be reached, then try again.",
          failed);
    }
    return new Failure.StoreUnavailable(
        place + " failed: " + message,
        "Try again; if it stays, look at the database's own log.",
        failed);
  }
}
