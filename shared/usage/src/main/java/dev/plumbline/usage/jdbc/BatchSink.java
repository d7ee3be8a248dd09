package dev.plumbline.usage.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as batches of a statement's parameters: texts, numbers and nulls only. */
final class BatchSink implements RowSink {
  /** Few enough that Snowflake's driver sends a batch within its request. */
  private static final int ROWS = 1_000;

  private final PreparedStatement statement;
  private int column;
  private int rows;

  BatchSink(PreparedStatement statement) {
    this.statement = statement;
  }

  @Override
  public void id(@Nullable UUID value) throws SQLException {
    statement.setString(++column, String.valueOf(value));
  }

  @Override
  public void text(@Nullable String value) throws SQLException {
    if (value == null) {
      statement.setNull(++column, Types.VARCHAR);
    } else {
      statement.setString(++column, Texts.kept(value));
    }
  }

  @Override
  public void json(@Nullable String value) throws SQLException {
    text(value);
  }

  @Override
  public void time(Instant value) throws SQLException {
    statement.setString(++column, Sql.time(value));
  }

  @Override
  public void number(long value) throws SQLException {
    statement.setLong(++column, value);
  }

  @Override
  public void number(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++column, Types.BIGINT);
    } else {
      statement.setLong(++column, value);
    }
  }

  @Override
  public void decimal(@Nullable BigDecimal value, int scale) throws SQLException {
    if (value == null) {
      statement.setNull(++column, Types.DECIMAL);
    } else {
      statement.setBigDecimal(++column, value.setScale(scale, RoundingMode.HALF_EVEN));
    }
  }

  @Override
  public void real(@Nullable Double value) throws SQLException {
    if (value == null) {
      statement.setNull(++column, Types.DOUBLE);
    } else {
      statement.setDouble(++column, value);
    }
  }

  @Override
  public void endRow() throws SQLException {
    statement.addBatch();
    column = 0;
    if (++rows == ROWS) {
      flush();
    }
  }

  /** Sends what is gathered. */
  void flush() throws SQLException {
    if (rows > 0) {
      statement.executeBatch();
      rows = 0;
    }
  }
}
