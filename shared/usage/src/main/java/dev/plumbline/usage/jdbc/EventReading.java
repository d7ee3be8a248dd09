package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Content;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.Trial;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads events from rows of {@code usage_event}, column after column. */
final class EventReading {
  private final ResultSet rows;
  private int column;

  /** Reads from rows selected by {@link #columns()}. */
  EventReading(ResultSet rows) {
    this.rows = rows;
  }

  /** What to select. */
  static String columns() {
    return EventRow.COLUMNS.stream()
        .map(name ->
            switch (name) {
              case "uid", "started", "tags" -> "cast(" + name + " as varchar)";
              default -> name;
            })
        .collect(Collectors.joining(", "));
  }

  /** The event of the current row. */
  UsageEvent event() throws SQLException {
    column = 0;
    String uid = required();
    String idText = text();
    Instant time = Sql.time(required());
    String provider = required();
    String model = required();
    String requestedModel = text();
    Operation operation = Operation.valueOf(required().toUpperCase(Locale.ROOT));
    long requests = number();
    Attribution attribution =
        new Attribution(text(), text(), text(), text(), text(), text(), text(), Tags.read(text()));
    TokenCounts tokens =
        new TokenCounts(number(), number(), number(), number(), number(), number());
    Extras extras = new Extras(number(), audio(), number());
    Charge charge = charge();
    CacheUse cache = new CacheUse(outcome(), real(), text(), optional());
    Status status = Status.valueOf(required().toUpperCase(Locale.ROOT));
    Delivery delivery =
        new Delivery(status, optional(), optional(), text(), (int) number(), text());
    Trial trial = new Trial(text(), text(), real());
    return new UsageEvent(
        idText == null ? uid : idText,
        time,
        provider,
        model,
        requestedModel,
        operation,
        requests,
        attribution,
        tokens,
        extras,
        charge,
        cache,
        delivery,
        trial,
        text(),
        text(),
        text(),
        required(),
        new Content(text(), text()));
  }

  private Charge charge() throws SQLException {
    @Nullable BigDecimal uncached = money();
    @Nullable BigDecimal read = money();
    @Nullable BigDecimal write = money();
    @Nullable BigDecimal output = money();
    @Nullable BigDecimal other = money();
    Cost cost =
        uncached == null || read == null || write == null || output == null || other == null
            ? null
            : new Cost(uncached, read, write, output, other);
    return new Charge(cost, money(), text(), money());
  }

  private BigDecimal audio() throws SQLException {
    BigDecimal seconds = rows.getBigDecimal(++column);
    return seconds == null || seconds.signum() == 0
        ? BigDecimal.ZERO
        : seconds.stripTrailingZeros();
  }

  private @Nullable CacheOutcome outcome() throws SQLException {
    String label = text();
    return label == null ? null : CacheOutcome.valueOf(label.toUpperCase(Locale.ROOT));
  }

  private @Nullable String text() throws SQLException {
    return rows.getString(++column);
  }

  private String required() throws SQLException {
    String value = text();
    if (value == null) {
      throw new SQLException("column " + EventRow.COLUMNS.get(column - 1) + " is null");
    }
    return value;
  }

  private long number() throws SQLException {
    return rows.getLong(++column);
  }

  private @Nullable Long optional() throws SQLException {
    long value = number();
    return rows.wasNull() ? null : value;
  }

  private @Nullable BigDecimal money() throws SQLException {
    return rows.getBigDecimal(++column);
  }

  private @Nullable Double real() throws SQLException {
    double value = rows.getDouble(++column);
    return rows.wasNull() ? null : value;
  }
}
