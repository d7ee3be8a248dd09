package dev.plumbline.usage.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Rows for DuckDB's appender. */
final class AppenderSink implements RowSink {
  private final DuckDBAppender appender;
  private boolean started;

  AppenderSink(DuckDBAppender appender) {
    this.appender = appender;
  }

  private DuckDBAppender row() throws SQLException {
    if (!started) {
      appender.beginRow();
      started = true;
    }
    return appender;
  }

  @Override
  public void id(@Nullable UUID value) throws SQLException {
    if (value == null) {
      row().appendNull();
      return;
    }
    row().appendUUID(value.getMostSignificantBits(), value.getLeastSignificantBits());
  }

  @Override
  public void text(@Nullable String value) throws SQLException {
    if (value == null) {
      row().appendNull();
    } else {
      row().append(Texts.storable(value));
    }
  }

  @Override
  public void json(@Nullable String value) throws SQLException {
    text(value);
  }

  @Override
  public void time(Instant value) throws SQLException {
    row().appendEpochMicros(value.getEpochSecond() * 1_000_000 + value.getNano() / 1000);
  }

  @Override
  public void number(long value) throws SQLException {
    row().append(value);
  }

  @Override
  public void number(@Nullable Long value) throws SQLException {
    if (value == null) {
      row().appendNull();
    } else {
      row().append(value.longValue());
    }
  }

  @Override
  public void decimal(@Nullable BigDecimal value, int scale) throws SQLException {
    if (value == null) {
      row().appendNull();
    } else {
      row()
          .appendDecimal(
              value.setScale(scale, RoundingMode.HALF_EVEN).unscaledValue().longValueExact());
    }
  }

  @Override
  public void real(@Nullable Double value) throws SQLException {
    if (value == null) {
      row().appendNull();
    } else {
      row().append(value.doubleValue());
    }
  }

  @Override
  public void endRow() throws SQLException {
    appender.endRow();
    started = false;
  }
}
