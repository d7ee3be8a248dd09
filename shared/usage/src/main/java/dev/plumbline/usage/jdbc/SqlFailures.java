package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import java.sql.SQLException;
import java.util.Locale;

/** What databases complain about, in terms people can act on. */
final class SqlFailures {
  private SqlFailures() {}

  /** The failure that a driver's exception stands for. */
  static Failure of(String location, SQLException failed) {
    String message = String.valueOf(failed.getMessage()).lines().findFirst().orElse("").strip();
    String lower = message.toLowerCase(Locale.ROOT);
    String state = failed.getSQLState() == null ? "" : failed.getSQLState();
    if (state.equals("53100")
        || lower.contains("no space left")
        || lower.contains("file too large")
        || lower.contains("disk full")) {
      return new Failure.StoreUnavailable(
          "The disk of the ledger " + location + " is full; nothing of this batch was kept.",
          "Make room and run it again: what is there already will not count twice.",
          failed);
    }
    if (state.startsWith("28") || lower.contains("incorrect username or password")) {
      return new Failure.Misconfigured(
          "The ledger " + location + " does not accept the login.",
          "Check the user and its password or key.");
    }
    if (state.startsWith("08") || state.startsWith("57P")) {
      return new Failure.StoreUnavailable(
          "The ledger " + location + " does not answer: " + message,
          "Check that the database runs and can be reached, then try again.",
          failed);
    }
    return new Failure.StoreUnavailable(
        "The ledger " + location + " failed: " + message,
        "Try again; if it stays, look at the database's own log.",
        failed);
  }
}
