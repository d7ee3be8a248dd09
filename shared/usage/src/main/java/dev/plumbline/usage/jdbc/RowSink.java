package dev.plumbline.usage.jdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes the values of rows, column by column. */
interface RowSink {
  /** Null only for DuckDB. */
  void id(@Nullable UUID value) throws SQLException;

  void text(@Nullable String value) throws SQLException;

  /** A JSON object in one text. */
  void json(@Nullable String value) throws SQLException;

  void time(Instant value) throws SQLException;

  void number(long value) throws SQLException;

  void number(@Nullable Long value) throws SQLException;

  /** A decimal that its column's scale holds exactly. */
  void decimal(@Nullable BigDecimal value, int scale) throws SQLException;

  void real(@Nullable Double value) throws SQLException;

  void endRow() throws SQLException;
}
