package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How a database keeps its events; {@code usage_event} shows them as rows in every one. */
interface EventStore {
  /** Events whose ids are new. */
  interface Addition {
    void to(Connection connection) throws SQLException;
  }

  /** The script that makes its tables. */
  String script();

  /** What a placeholder for the events stands for in that script. */
  String events();

  /** The table that a row leaves when its event is forgotten. */
  String table();

  /** A column of {@code usage_event} that finds a row fast. */
  String place();

  /**
   * What a question selects from: the columns of a view, or of these only those that it mentions.
   *
   * @param view one of {@link Views}
   * @param question the rest of the statement
   */
  String source(String view, String question);

  /**
   * What to select a few whole events from.
   *
   * @param places a statement that finds their {@link #place()}
   * @param most how many it finds at most
   */
  Sql rows(Sql places, int most);

  /** A sum of money from {@link #source} in dollars: it may add up faster in another unit. */
  String dollars(String sum);

  /** Makes temporary tables; outside a transaction, because making one ends it on Snowflake. */
  void stage(Connection connection) throws SQLException;

  /** Gets events ready to be added, which needs no connection. */
  Addition prepare(List<Batch.Entry> entries);

  /** Puts new charges into {@link Staging#CHARGES}. */
  void stageCharges(Connection connection, List<Batch.Entry> entries) throws SQLException;

  /** Gives events the charges that are there. */
  void applyCharges(Connection connection) throws SQLException;
}
