package dev.plumbline.testkit.snowflake.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives DuckDB's errors the codes, SQL states and words of Snowflake. */
final class DuckDbErrors {
  private static final Pattern MISSING =
      Pattern.compile(
          "(?:Table|View|Schema|Catalog|Database) with name \"?([\\w.]+)\"? does not exist");
  private static final Pattern PRESENT =
      Pattern.compile("with name \"?([\\w.]+)\"? already exists");
  private static final Pattern COLUMN =
      Pattern.compile("(?:Referenced column|column|Column)(?: with name)? \"?(\\w+)\"?");

  private DuckDbErrors() {}

  static Rejection rejection(SQLException error) {
    String message = String.valueOf(error.getMessage());
    String kind = message.split(":", 2)[0];
    return switch (kind) {
      case "Parser Error" -> Rejection.syntax("syntax error: " + message);
      case "Catalog Error" -> catalog(message);
      case "Binder Error" -> binder(message);
      case "Constraint Error" -> constraint(message);
      case "Conversion Error" -> new Rejection("100038", "22018", message);
      case "Out of Range Error" -> new Rejection("100039", "22003", message);
      case "Invalid Input Error" -> invalid(message);
      case "INTERRUPT Error" -> cancelled();
      case "TransactionContext Error" -> new Rejection("000625", "57014", message);
      default -> new Rejection("000603", "XX000", "SQL execution internal error: " + message);
    };
  }

  static Rejection cancelled() {
    return new Rejection("000604", "57014", "SQL execution canceled");
  }

  private static Rejection catalog(String message) {
    Matcher missing = MISSING.matcher(message);
    if (missing.find()) {
      return new Rejection(
          "002003",
          "42S02",
          "SQL compilation error:\nObject '"
              + missing.group(1).toUpperCase(Locale.ROOT)
              + "' does not exist or not authorized.");
    }
    Matcher present = PRESENT.matcher(message);
    if (present.find()) {
      return new Rejection(
          "002002",
          "42710",
          "SQL compilation error:\nObject '"
              + present.group(1).toUpperCase(Locale.ROOT)
              + "' already exists.");
    }
    return new Rejection("002140", "42601", "SQL compilation error:\n" + message);
  }

  private static Rejection binder(String message) {
    Matcher column = COLUMN.matcher(message);
    if (column.find()) {
      return new Rejection(
          "000904",
          "42000",
          "SQL compilation error:\ninvalid identifier '"
              + column.group(1).toUpperCase(Locale.ROOT)
              + "' ("
              + message
              + ")");
    }
    return new Rejection("002001", "42601", "SQL compilation error:\n" + message);
  }

  private static Rejection constraint(String message) {
    Matcher column = Pattern.compile("NOT NULL constraint failed: (\\S+)").matcher(message);
    return column.find()
        ? new Rejection(
            "100072", "22000", "NULL result in a non-nullable column (" + column.group(1) + ")")
        : new Rejection("100072", "22000", message);
  }

  private static Rejection invalid(String message) {
    return message.contains("Values were not provided")
        ? new Rejection("002049", "42601", "SQL compilation error:\nBind variable not set.")
        : new Rejection("100038", "22018", message);
  }
}
