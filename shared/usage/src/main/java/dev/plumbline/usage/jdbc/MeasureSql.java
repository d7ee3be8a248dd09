package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Money;
import dev.plumbline.usage.query.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Measures as SQL over a view of the ledger, and their values as exact decimals. */
final class MeasureSql {
  private static final String HIT = "cache_outcome in ('exact', 'semantic', 'coalesced')";
  private static final int PRECISE = 9;
  private static final MathContext SIGNIFICANT = new MathContext(12, RoundingMode.HALF_EVEN);

  private MeasureSql() {}

  /** What kind of number a measure is. */
  private enum Kind {
    MONEY,
    COUNT,
    SECONDS,
    REAL
  }

  /** The aggregate that a measure stands for, over what the events' source gives. */
  static String of(Measure measure, EventStore events) {
    return kind(measure) == Kind.MONEY ? events.dollars(of(measure)) : of(measure);
  }

  private static String of(Measure measure) {
    return switch (measure) {
      case COST -> sum("cost");
      case COST_UNCACHED_INPUT -> sum("cost_uncached_input");
      case COST_CACHE_READ -> sum("cost_cache_read");
      case COST_CACHE_WRITE -> sum("cost_cache_write");
      case COST_OUTPUT -> sum("cost_output");
      case COST_OTHER -> sum("cost_other");
      case LIST_COST -> sum("list_cost");
      case PROMPT_CACHE_SAVING -> sum("prompt_cache_saving");
      case RESPONSE_CACHE_SAVING -> sumWhere(HIT, "list_cost - cost");
      case REQUESTS -> sum("requests");
      case UNPRICED -> sumWhere("cost is null", "requests");
      case TOKENS ->
          sum("uncached_input + cache_read + cache_write_5m + cache_write_1h + output_tokens");
      case INPUT_TOKENS -> sum("uncached_input + cache_read + cache_write_5m + cache_write_1h");
      case UNCACHED_INPUT_TOKENS -> sum("uncached_input");
      case CACHE_READ_TOKENS -> sum("cache_read");
      case CACHE_WRITE_TOKENS -> sum("cache_write_5m + cache_write_1h");
      case OUTPUT_TOKENS -> sum("output_tokens");
      case REASONING_TOKENS -> sum("reasoning");
      case IMAGES -> sum("images");
      case AUDIO_SECONDS -> sum("audio_seconds");
      case SEARCHES -> sum("searches");
      case ERRORS -> sumWhere("status = 'error'", "requests");
      case BLOCKED -> sumWhere("status = 'blocked'", "requests");
      case INTERRUPTED -> sumWhere("status = 'interrupted'", "requests");
      case RETRIES -> sum("retries");
      case FALLBACKS -> sumWhere("fallback_from is not null", "requests");
      case CACHE_HITS -> sumWhere(HIT, "requests");
      case CACHE_MISSES -> sumWhere("cache_outcome = 'miss'", "requests");
      case LATENCY_MEAN -> mean("latency_sum", "latency_count");
      case LATENCY_P50 -> percentile("0.5", "latency_ms");
      case LATENCY_P95 -> percentile("0.95", "latency_ms");
      case LATENCY_P99 -> percentile("0.99", "latency_ms");
      case FIRST_TOKEN_P50 -> percentile("0.5", "first_token_ms");
      case FIRST_TOKEN_P95 -> percentile("0.95", "first_token_ms");
      case QUALITY_MEAN -> mean("quality_sum", "quality_count");
      case SCORED -> sum("quality_count");
      case USERS -> "count(distinct user_name)";
      case SESSIONS -> "count(distinct session_key)";
      case COST_SQUARES -> sum("cost_squares");
      case LATENCY_COUNT -> sum("latency_count");
      case LATENCY_SQUARES -> sum("latency_squares");
      case QUALITY_SQUARES -> sum("quality_squares");
    };
  }

  /** The value that a driver has in a column. */
  static @Nullable BigDecimal value(Measure measure, ResultSet rows, int column)
      throws SQLException {
    BigDecimal value =
        switch (rows.getObject(column)) {
          case null -> null;
          case BigDecimal decimal -> decimal;
          case BigInteger integer -> new BigDecimal(integer);
          case Double real -> BigDecimal.valueOf(real);
          case Number number -> BigDecimal.valueOf(number.longValue());
          default -> new BigDecimal(rows.getString(column));
        };
    return value == null ? null : scaled(measure, value);
  }

  /** What a measure is where there are no events: zero of what is added up, else nothing. */
  static @Nullable BigDecimal ofNothing(Measure measure) {
    return switch (measure) {
      case LATENCY_MEAN,
          LATENCY_P50,
          LATENCY_P95,
          LATENCY_P99,
          FIRST_TOKEN_P50,
          FIRST_TOKEN_P95,
          QUALITY_MEAN ->
          null;
      default -> scaled(measure, BigDecimal.ZERO);
    };
  }

  private static BigDecimal scaled(Measure measure, BigDecimal value) {
    return switch (kind(measure)) {
      case MONEY -> Money.exact(value);
      case COUNT -> value.setScale(0, RoundingMode.HALF_EVEN);
      case SECONDS -> value.setScale(EventRow.AUDIO_SCALE, RoundingMode.HALF_EVEN);
      // Sums of floating point differ in their last digits from one run to the next.
      case REAL -> value.round(SIGNIFICANT).setScale(PRECISE, RoundingMode.HALF_EVEN);
    };
  }

  private static Kind kind(Measure measure) {
    return switch (measure) {
      case COST,
          COST_UNCACHED_INPUT,
          COST_CACHE_READ,
          COST_CACHE_WRITE,
          COST_OUTPUT,
          COST_OTHER,
          LIST_COST,
          PROMPT_CACHE_SAVING,
          RESPONSE_CACHE_SAVING ->
          Kind.MONEY;
      case AUDIO_SECONDS -> Kind.SECONDS;
      case LATENCY_MEAN,
          LATENCY_P50,
          LATENCY_P95,
          LATENCY_P99,
          FIRST_TOKEN_P50,
          FIRST_TOKEN_P95,
          QUALITY_MEAN,
          COST_SQUARES,
          QUALITY_SQUARES ->
          Kind.REAL;
      default -> Kind.COUNT;
    };
  }

  private static String sum(String expression) {
    return "coalesce(sum(" + expression + "), 0)";
  }

  private static String sumWhere(String condition, String expression) {
    return sum("case when " + condition + " then " + expression + " end");
  }

  private static String mean(String sum, String count) {
    return "cast(sum(%s) as double precision) / nullif(cast(sum(%s) as double precision), 0)"
        .formatted(sum, count);
  }

  private static String percentile(String share, String column) {
    return "percentile_cont(" + share + ") within group (order by " + column + ")";
  }
}
