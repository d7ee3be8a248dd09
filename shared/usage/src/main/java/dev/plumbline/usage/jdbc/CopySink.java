package dev.plumbline.usage.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY. */
final class CopySink implements RowSink {
  private static final int BUFFER = 1 << 16;

  private final OutputStream stream;
  private final StringBuilder text = new StringBuilder(BUFFER + 1024);
  private boolean started;

  CopySink(OutputStream stream) {
    this.stream = stream;
  }

  private StringBuilder field() {
    if (started) {
      text.append('\t');
    }
    started = true;
    return text;
  }

  @Override
  public void id(@Nullable UUID value) {
    field().append(value);
  }

  @Override
  public void text(@Nullable String value) {
    StringBuilder field = field();
    if (value == null) {
      field.append("\\N");
      return;
    }
    String storable = Texts.storable(value);
    for (int i = 0; i < storable.length(); i++) {
      char unit = storable.charAt(i);
      switch (unit) {
        case '\\' -> field.append("\\\\");
        case '\t' -> field.append("\\t");
        case '\n' -> field.append("\\n");
        case '\r' -> field.append("\\r");
        default -> field.append(unit);
      }
    }
  }

  @Override
  public void json(@Nullable String value) {
    text(value);
  }

  @Override
  public void time(Instant value) {
    field().append(Sql.time(value));
  }

  @Override
  public void number(long value) {
    field().append(value);
  }

  @Override
  public void number(@Nullable Long value) {
    if (value == null) {
      field().append("\\N");
    } else {
      field().append(value.longValue());
    }
  }

  @Override
  public void decimal(@Nullable BigDecimal value, int scale) {
    text(value == null ? null : value.setScale(scale, RoundingMode.HALF_EVEN).toPlainString());
  }

  @Override
  public void real(@Nullable Double value) {
    text(value == null ? null : value.toString());
  }

  @Override
  public void endRow() throws SQLException {
    text.append('\n');
    started = false;
    if (text.length() > BUFFER) {
      flush();
    }
  }

  /** Sends what is gathered. */
  void flush() throws SQLException {
    try {
      stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
      text.setLength(0);
    } catch (IOException failed) {
      throw failed.getCause() instanceof SQLException cause ? cause : new SQLException(failed);
    }
  }
}
