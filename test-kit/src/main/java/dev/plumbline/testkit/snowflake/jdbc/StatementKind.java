package dev.plumbline.testkit.snowflake.jdbc;

import java.util.Locale;
import java.util.Set;

/** What a statement does, with the id by which Snowflake names this to its drivers. */
public enum StatementKind {
  SELECT(0x1000),
  INSERT(0x3100),
  UPDATE(0x3200),
  DELETE(0x3300),
  MERGE(0x3400),
  ALTER_SESSION(0x4100),
  USE(0x4300),
  SHOW(0x4400),
  TRANSACTION(0x5000),
  DDL(0x6000);

  private static final Set<String> DDL_WORDS =
      Set.of("create", "drop", "alter", "truncate", "comment", "grant", "revoke", "undrop");

  private final int id;

  StatementKind(int id) {
    this.id = id;
  }

  /** The {@code statementTypeId}. */
  public int id() {
    return id;
  }

  /** Whether it changes rows and answers with counts. */
  public boolean changesRows() {
    return switch (this) {
      case INSERT, UPDATE, DELETE, MERGE -> true;
      case SELECT, ALTER_SESSION, USE, SHOW, TRANSACTION, DDL -> false;
    };
  }

  static StatementKind of(SqlText text) throws Rejection {
    String code = text.code().strip().replaceFirst("^[(\\s]+", "").toLowerCase(Locale.ROOT);
    String word = code.split("[^a-z]", 2)[0];
    if (code.matches("(?s)alter\\s+session\\b.*")) {
      return ALTER_SESSION;
    }
    if (DDL_WORDS.contains(word)) {
      return DDL;
    }
    return switch (word) {
      case "select", "with", "values" -> SELECT;
      case "insert" -> INSERT;
      case "update" -> UPDATE;
      case "delete" -> DELETE;
      case "merge" -> MERGE;
      case "use" -> USE;
      case "show", "desc", "describe" -> SHOW;
      case "begin", "start", "commit", "rollback" -> TRANSACTION;
      default ->
          throw Rejection.syntax("syntax error line 1 at position 0 unexpected '" + word + "'.");
    };
  }
}
