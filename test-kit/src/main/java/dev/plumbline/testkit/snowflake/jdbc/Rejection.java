package dev.plumbline.testkit.snowflake.jdbc;

/** A statement refused, with Snowflake's error code and SQL state. */
public final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String sqlState;

  public Rejection(String code, String sqlState, String message) {
    super(message);
    this.code = code;
    this.sqlState = sqlState;
  }

  /** A statement whose text Snowflake would not compile. */
  static Rejection syntax(String detail) {
    return new Rejection("001003", "42000", "SQL compilation error:\n" + detail);
  }

  /** Six digits, such as {@code 002003}. */
  public String code() {
    return code;
  }

  /** Five characters, such as {@code 42S02}. */
  public String sqlState() {
    return sqlState;
  }

  /** What the driver shows. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
