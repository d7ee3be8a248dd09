package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Money;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.UsageEvent;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes events as rows of {@code usage_event}. */
final class EventRow {
  /** The columns in the order they are written and read. */
  static final List<String> COLUMNS =
      List.of(
          "uid",
          "id_text",
          "started",
          "provider",
          "model",
          "requested_model",
          "operation",
          "requests",
          "virtual_key",
          "organisation",
          "department",
          "environment",
          "task",
          "user_name",
          "session_id",
          "tags",
          "uncached_input",
          "cache_read",
          "cache_write_5m",
          "cache_write_1h",
          "output_tokens",
          "reasoning",
          "images",
          "audio_seconds",
          "searches",
          "cost_uncached_input",
          "cost_cache_read",
          "cost_cache_write",
          "cost_output",
          "cost_other",
          "list_cost",
          "catalog",
          "prompt_cache_saving",
          "cache_outcome",
          "similarity",
          "cache_entry",
          "cache_age_seconds",
          "status",
          "latency_ms",
          "first_token_ms",
          "error_kind",
          "attempts",
          "fallback_from",
          "experiment",
          "variant",
          "quality",
          "service_tier",
          "batch_id",
          "data_location",
          "source",
          "prompt",
          "answer");

  /** Those of a charge. */
  static final List<String> CHARGE_COLUMNS =
      List.of(
          "cost_uncached_input",
          "cost_cache_read",
          "cost_cache_write",
          "cost_output",
          "cost_other",
          "list_cost",
          "catalog",
          "prompt_cache_saving");

  static final int AUDIO_SCALE = 6;

  /** The type of a column in DuckDB. */
  static String type(String column) {
    return switch (column) {
      case "uid" -> "uuid";
      case "started" -> "timestamp";
      case "requests",
          "uncached_input",
          "cache_read",
          "cache_write_5m",
          "cache_write_1h",
          "output_tokens",
          "reasoning",
          "images",
          "searches",
          "cache_age_seconds",
          "latency_ms",
          "first_token_ms",
          "attempts" ->
          "bigint";
      case "audio_seconds" -> "decimal(18, 6)";
      case "similarity", "quality" -> "double";
      case "cost_uncached_input",
          "cost_cache_read",
          "cost_cache_write",
          "cost_output",
          "cost_other",
          "list_cost",
          "prompt_cache_saving" ->
          "decimal(18, 12)";
      default -> "varchar";
    };
  }

  private EventRow() {}

  /** Writes one event. */
  static void write(EventId id, UsageEvent event, RowSink sink) throws SQLException {
    sink.id(id.uid());
    sink.text(id.text());
    sink.time(event.time());
    sink.text(event.provider());
    sink.text(event.model());
    sink.text(event.requestedModel());
    sink.text(event.operation().label());
    sink.number(event.requests());
    writeAttribution(event.attribution(), sink);
    writeAmounts(event, sink);
    writeCharge(event.charge(), sink);
    writeOutcome(event, sink);
    sink.text(event.serviceTier());
    sink.text(event.batch());
    sink.text(event.dataLocation());
    sink.text(event.source());
    sink.text(event.content().prompt());
    sink.text(event.content().answer());
    sink.endRow();
  }

  private static void writeAttribution(Attribution who, RowSink sink) throws SQLException {
    sink.text(who.key());
    sink.text(who.organisation());
    sink.text(who.department());
    sink.text(who.environment());
    sink.text(who.task());
    sink.text(who.user());
    sink.text(who.session());
    sink.json(Tags.json(who.tags()));
  }

  /** Writes the columns from tokens to searches. */
  static void writeAmounts(UsageEvent event, RowSink sink) throws SQLException {
    sink.number(event.tokens().uncachedInput());
    sink.number(event.tokens().cacheRead());
    sink.number(event.tokens().cacheWrite5m());
    sink.number(event.tokens().cacheWrite1h());
    sink.number(event.tokens().output());
    sink.number(event.tokens().reasoning());
    sink.number(event.extras().images());
    sink.decimal(event.extras().audioSeconds(), AUDIO_SCALE);
    sink.number(event.extras().searches());
  }

  /** Writes the columns of a charge. */
  static void writeCharge(Charge charge, RowSink sink) throws SQLException {
    @Nullable Cost cost = charge.cost();
    sink.decimal(cost == null ? null : cost.uncachedInput(), Money.SCALE);
    sink.decimal(cost == null ? null : cost.cacheRead(), Money.SCALE);
    sink.decimal(cost == null ? null : cost.cacheWrite(), Money.SCALE);
    sink.decimal(cost == null ? null : cost.output(), Money.SCALE);
    sink.decimal(cost == null ? null : cost.other(), Money.SCALE);
    sink.decimal(charge.listCost(), Money.SCALE);
    sink.text(charge.catalog());
    sink.decimal(charge.promptCacheSaving(), Money.SCALE);
  }

  private static void writeOutcome(UsageEvent event, RowSink sink) throws SQLException {
    sink.text(event.cache().outcome() == null ? null : event.cache().outcome().label());
    sink.real(event.cache().similarity());
    sink.text(event.cache().entry());
    sink.number(event.cache().ageSeconds());
    Delivery delivery = event.delivery();
    sink.text(delivery.status().label());
    sink.number(delivery.latencyMillis());
    sink.number(delivery.firstTokenMillis());
    sink.text(delivery.errorKind());
    sink.number(delivery.attempts());
    sink.text(delivery.fallbackFrom());
    sink.text(event.trial().experiment());
    sink.text(event.trial().variant());
    sink.real(event.trial().quality());
  }
}
