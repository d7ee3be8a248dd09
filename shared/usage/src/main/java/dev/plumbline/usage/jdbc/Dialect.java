package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between the databases; everything else is one SQL. */
interface Dialect {
  /** Writes rows into a sink. */
  interface Rows {
    void writeTo(RowSink sink) throws SQLException;
  }

  /** Its name in the names of migrations. */
  String name();

  /** How it keeps events. */
  EventStore events();

  /** The type of an event's 128-bit id. */
  String idType();

  /** The type of a JSON object. */
  String jsonType();

  /** A parameter that is an id, given as text. */
  String idParameter();

  /** How texts are ordered by code points. */
  String codePointOrder();

  /** The value of a tag as text. */
  Sql tag(String name);

  /** Makes the schema that connections are in, if need be. */
  default void makeSchema(Connection connection) throws SQLException {}

  /**
   * Waits until no other writer of this ledger is in a transaction, and holds others off until the
   * end of this one; {@code tables} tells whether the ledger's tables are there.
   */
  void lockWriters(Connection connection, boolean tables) throws SQLException;

  /** Adds many rows to a table, fast, within the current transaction. */
  void load(Connection connection, String table, List<String> columns, Rows rows)
      throws SQLException;
}
