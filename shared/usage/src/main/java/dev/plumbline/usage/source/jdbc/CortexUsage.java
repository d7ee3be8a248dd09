package dev.plumbline.usage.source.jdbc;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Progress;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.report.Positions;
import dev.plumbline.usage.source.table.Row;
import dev.plumbline.usage.source.table.RowMapper;
import dev.plumbline.usage.source.table.RowSink;
import dev.plumbline.usage.source.text.JsonValues;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Snowflake's account usage views tell about Cortex: its AI functions by query and hour, and
 * its REST API by request, read day by day. The newest hours are left for a later import, since the
 * views run behind.
 */
public final class CortexUsage implements Source {
  /** The environment variable that says what a credit costs in US dollars. */
  public static final String CREDIT_PRICE = "SNOWFLAKE_CREDIT_PRICE";

  private static final Duration SETTLING = Duration.ofHours(6);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int ABSENT = 2003;

  private final DataSource account;
  private final String description;
  private final List<View> views;
  private final Instant since;
  private final Clock clock;

  private record View(String name, List<String> columns, RowMapper rows) {}

  /**
   * @param account opens connections whose schema holds the views
   * @param environment may name {@link #CREDIT_PRICE}
   * @param since where a first import begins
   */
  public CortexUsage(
      DataSource account,
      Map<String, String> environment,
      String description,
      Instant since,
      Clock clock) {
    this.account = account;
    this.description = description;
    this.since = since;
    this.clock = clock;
    BigDecimal price = CortexRows.price(CREDIT_PRICE, environment.getOrDefault(CREDIT_PRICE, ""));
    CortexRows rows = new CortexRows(price);
    this.views =
        List.of(
            new View(
                "CORTEX_AI_FUNCTIONS_USAGE_HISTORY",
                List.of(
                    "FUNCTION_NAME",
                    "MODEL_NAME",
                    "QUERY_ID",
                    "WAREHOUSE_ID",
                    "ROLE_NAMES",
                    "QUERY_TAG",
                    "USER_ID",
                    "METRICS",
                    "CREDITS"),
                rows::function),
            new View(
                "CORTEX_REST_API_USAGE_HISTORY",
                List.of(
                    "REQUEST_ID",
                    "MODEL_NAME",
                    "TOKENS",
                    "TOKENS_GRANULAR",
                    "USER_ID",
                    "INFERENCE_REGION"),
                rows::request));
  }

  @Override
  public String name() {
    return CortexRows.NAME;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void read(@Nullable String checkpoint, Sink sink) {
    Positions positions = new Positions(checkpoint);
    if (checkpoint == null) {
      sink.skip("before " + since + ": not asked for; --since DAY begins earlier");
    }
    Instant settled = clock.instant().minus(SETTLING).truncatedTo(ChronoUnit.HOURS);
    for (View view : views) {
      Instant first = positions.end(view.name(), since);
      for (Instant from = first; from.isBefore(settled); from = from.plus(DAY)) {
        Instant to = from.plus(DAY).isBefore(settled) ? from.plus(DAY) : settled;
        read(view, from, to, sink);
        positions.reached(view.name(), to);
        sink.checkpoint(positions.toString());
        sink.progress(
            new Progress(
                Duration.between(first, to).toHours(),
                Duration.between(first, settled).toHours(),
                "hours"));
      }
    }
    sink.skip("hours from " + settled + " on: not final yet, a later import takes them");
  }

  private void read(View view, Instant from, Instant to, Sink sink) {
    String sql =
        "select START_TIME, "
            + String.join(", ", view.columns())
            + " from "
            + view.name()
            + " where START_TIME >= ? and START_TIME < ? order by START_TIME";
    RowSink rows = new RowSink(view.rows(), sink);
    try (Connection connection = account.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setTimestamp(1, Timestamp.from(from));
      query.setTimestamp(2, Timestamp.from(to));
      try (ResultSet result = query.executeQuery()) {
        for (long number = 1; result.next(); number++) {
          rows.row(new Row(view.name() + " from " + from, number, values(view, result)));
        }
      }
    } catch (SQLException failed) {
      throw failure(view, failed);
    }
  }

  private static ObjectNode values(View view, ResultSet result) throws SQLException {
    ObjectNode values = JsonValues.mapper().createObjectNode();
    Timestamp start = result.getTimestamp(1);
    if (start != null) {
      values.put("START_TIME", start.toInstant().toString());
    }
    for (int i = 0; i < view.columns().size(); i++) {
      values.put(view.columns().get(i), result.getString(i + 2));
    }
    return values;
  }

  private static Failure failure(View view, SQLException failed) {
    String message = String.valueOf(failed.getMessage()).lines().findFirst().orElse("").strip();
    String state = failed.getSQLState() == null ? "" : failed.getSQLState();
    if (failed.getErrorCode() == ABSENT || state.equals("42S02") || state.equals("42501")) {
      return new Failure.Denied(
          "The role cannot read SNOWFLAKE.ACCOUNT_USAGE." + view.name() + ".",
          "Grant the database role SNOWFLAKE.USAGE_VIEWER to it, or set SNOWFLAKE_ROLE.");
    }
    if (state.startsWith("28") || message.contains("Incorrect username or password")) {
      return new Failure.Denied(
          "Snowflake does not accept the login.",
          "Check SNOWFLAKE_ACCOUNT, SNOWFLAKE_USER, and SNOWFLAKE_PASSWORD or"
              + " SNOWFLAKE_PRIVATE_KEY_PATH.");
    }
    return new Failure.Upstream(
        "Snowflake did not answer for " + view.name() + ": " + message,
        "Run the import again later: it goes on where it stopped.",
        failed);
  }
}
