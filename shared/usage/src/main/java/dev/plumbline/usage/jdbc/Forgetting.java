package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Replaces raw events by totals.
 *
 * <p>A total stands for the events of a quarter of an hour that agree in every dimension but
 * session, batch and cache entry, which are then not known; so sums over days of any zone, split by
 * any other dimension or tag, stay what they were to the last digit. Percentiles and numbers of
 * sessions know only events that are still there. The ids stay too: a forgotten event that is read
 * again from its source is not added again.
 */
final class Forgetting {
  private static final String SAME =
      "provider, model, requested_model, operation, virtual_key, organisation, department,"
          + " environment, task, user_name, tags, cache_outcome, status, error_kind, fallback_from,"
          + " experiment, variant, service_tier, data_location, source";

  private static final String SUMS =
      "events, requests, uncached_input, cache_read, cache_write_5m, cache_write_1h,"
          + " output_tokens, reasoning, images, audio_seconds, searches, cost_uncached_input,"
          + " cost_cache_read, cost_cache_write, cost_output, cost_other, cost_squares, list_cost,"
          + " prompt_cache_saving, latency_sum, latency_count, latency_squares, retries,"
          + " quality_sum, quality_count, quality_squares";

  private static final String QUARTER =
      "case"
          + " when extract(minute from started) < 15 then date_trunc('hour', started)"
          + " when extract(minute from started) < 30"
          + " then date_trunc('hour', started) + interval '15 minutes'"
          + " when extract(minute from started) < 45"
          + " then date_trunc('hour', started) + interval '30 minutes'"
          + " else date_trunc('hour', started) + interval '45 minutes' end";

  /** Events that lose their texts in one transaction. */
  static final int TEXTS = 10_000;

  private Forgetting() {}

  /** Forgets events before an instant and returns how many. */
  static long before(Connection connection, Dialect dialect, Instant end) throws SQLException {
    String old = "started < " + Sql.TIME;
    Sql.of("insert into usage_total (started, " + SAME + ", " + SUMS + ") ")
        .add("select quarter, " + SAME + ", " + sums())
        .add(" from (select " + QUARTER + " as quarter, e.* from usage_raw e")
        .add(" where " + old + ") q", end)
        .add(" group by quarter, " + SAME)
        .add(", case when cost_other is null then 0 else 1 end")
        .add(", case when list_cost is null then 0 else 1 end")
        .add(", case when prompt_cache_saving is null then 0 else 1 end")
        .change(connection);
    Sql.of("insert into usage_forgotten (uid) select uid from usage_event where " + old, end)
        .change(connection);
    return Sql.of("delete from " + dialect.events().table() + " where " + old, end)
        .change(connection);
  }

  /** Removes texts of at most {@link #TEXTS} events, the oldest or not, and returns how many. */
  static long texts(Connection connection, Dialect dialect, String source, Instant end)
      throws SQLException {
    return Sql.of("update " + dialect.events().table() + " set prompt = null, answer = null")
        .add(" where uid in (select uid")
        .add(withTexts(source, end))
        .add(" limit " + TEXTS + ")")
        .change(connection);
  }

  /** Whether there are any. */
  static boolean hasTexts(Connection connection, String source, Instant end) throws SQLException {
    Sql first = Sql.of("select count(*) from (select 1").add(withTexts(source, end));
    return Schema.number(connection, first.add(" limit 1) q")) > 0;
  }

  private static Sql withTexts(String source, Instant end) {
    return Sql.of(" from usage_event where source = ?", source)
        .add(" and started < " + Sql.TIME, end)
        .add(" and (prompt is not null or answer is not null)");
  }

  private static String sums() {
    StringBuilder sums = new StringBuilder();
    for (String column : SUMS.split(", ", -1)) {
      String sum = "sum(" + column + ")";
      boolean known =
          switch (column) {
            case "cost_squares",
                "latency_sum",
                "latency_squares",
                "quality_sum",
                "quality_squares" ->
                false;
            default -> true;
          };
      sums.append(sums.isEmpty() ? "" : ", ").append(known ? sum : "coalesce(" + sum + ", 0)");
    }
    return sums.toString();
  }
}
