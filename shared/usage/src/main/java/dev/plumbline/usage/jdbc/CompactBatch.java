package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.UsageEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A batch of events on its way into {@code usage_request}. */
final class CompactBatch {
  /** The columns in the order they are written. */
  static final List<String> COLUMNS =
      List.of(
          "uid",
          "id_text",
          "started",
          "kind",
          "who",
          "purpose",
          "rate",
          "session",
          "tags",
          "batch",
          "cache_entry",
          "requests",
          "uncached_input",
          "cache_read",
          "cache_write_5m",
          "cache_write_1h",
          "output_tokens",
          "reasoning",
          "images",
          "audio_seconds",
          "searches",
          "more_uncached_input",
          "more_cache_read",
          "more_cache_write",
          "more_output",
          "more_other",
          "more_list",
          "more_saving",
          "more_cost",
          "similarity",
          "cache_age_seconds",
          "latency_ms",
          "first_token_ms",
          "quality",
          "prompt",
          "answer");

  private final Line[] lines;
  private final long[] order;
  private final Map<Kind, Integer> kinds = new LinkedHashMap<>();
  private final Map<Who, Integer> whos = new LinkedHashMap<>();
  private final Map<Purpose, Integer> purposes = new LinkedHashMap<>();
  private final Map<Rate, Integer> rates = new LinkedHashMap<>();
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Map<SortedMap<String, String>, Integer> tags = new LinkedHashMap<>();
  private long[] kindNumbers = {};
  private long[] whoNumbers = {};
  private long[] purposeNumbers = {};
  private long[] rateNumbers = {};
  private long[] textNumbers = {};
  private long[] tagNumbers = {};

  private record Kind(
      String provider,
      String model,
      @Nullable String requested,
      String operation,
      @Nullable String tier,
      String source,
      @Nullable String cache,
      String status,
      @Nullable String error,
      int attempts,
      @Nullable String fallbackFrom) {}

  private record Who(
      @Nullable String key,
      @Nullable String organisation,
      @Nullable String department,
      @Nullable String environment,
      @Nullable String user) {}

  private record Purpose(
      @Nullable String task,
      @Nullable String location,
      @Nullable String experiment,
      @Nullable String variant) {}

  /** An event with the places of what it refers to; -1 for a text that is not there. */
  private record Line(
      Batch.Entry entry,
      Rates.Fit fit,
      int kind,
      int who,
      int purpose,
      int rate,
      int session,
      int tags,
      int batch,
      int cacheEntry) {
    /** What events that compress well together have in common. */
    long likeness() {
      UsageEvent event = entry.event();
      TokenCounts tokens = event.tokens();
      int flags =
          (event.batch() != null ? 16 : 0)
              | (tokens.total() > 0 ? 8 : 0)
              | (tokens.cacheRead() > 0 ? 4 : 0)
              | (tokens.cacheWrite5m() > 0 ? 2 : 0)
              | (tokens.reasoning() > 0 ? 1 : 0);
      return ((long) flags << 20 | Math.min(kind, 0xFFFFF)) << 32;
    }
  }

  CompactBatch(List<Batch.Entry> entries) {
    lines = new Line[entries.size()];
    order = new long[entries.size()];
    Rates found = new Rates();
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line(entries.get(i), found.of(entries.get(i).event()));
      order[i] = lines[i].likeness() | i;
    }
    Arrays.sort(order);
  }

  private Line line(Batch.Entry entry, Rates.Fit fit) {
    UsageEvent event = entry.event();
    Attribution who = event.attribution();
    return new Line(
        entry,
        fit,
        place(kinds, kind(event)),
        place(
            whos,
            new Who(
                who.key(), who.organisation(), who.department(), who.environment(), who.user())),
        place(
            purposes,
            new Purpose(
                who.task(),
                event.dataLocation(),
                event.trial().experiment(),
                event.trial().variant())),
        place(rates, fit.rate()),
        text(who.session()),
        tags(who.tags()),
        text(event.batch()),
        text(event.cache().entry()));
  }

  private static Kind kind(UsageEvent event) {
    return new Kind(
        event.provider(),
        event.model(),
        event.requestedModel(),
        event.operation().label(),
        event.serviceTier(),
        event.source(),
        event.cache().outcome() == null ? null : event.cache().outcome().label(),
        event.delivery().status().label(),
        event.delivery().errorKind(),
        event.delivery().attempts(),
        event.delivery().fallbackFrom());
  }

  /** The place of a key, which is new when it has none yet. */
  static <K> int place(Map<K, Integer> places, K key) {
    Integer known = places.get(key);
    if (known != null) {
      return known;
    }
    places.put(key, places.size());
    return places.size() - 1;
  }

  private int text(@Nullable String text) {
    return text == null ? -1 : place(texts, text);
  }

  private int tags(SortedMap<String, String> names) {
    return names.isEmpty() ? -1 : place(tags, names);
  }

  /** Looks up what the events refer to and adds what is new. */
  void resolve(Connection connection, Dialect dialect) throws SQLException {
    kindNumbers = CompactEvents.KIND.numbers(connection, dialect, kinds, CompactBatch::write);
    whoNumbers = CompactEvents.WHO.numbers(connection, dialect, whos, CompactBatch::write);
    purposeNumbers =
        CompactEvents.PURPOSE.numbers(connection, dialect, purposes, CompactBatch::write);
    rateNumbers = CompactEvents.RATE.numbers(connection, dialect, rates, CompactBatch::write);
    textNumbers = CompactEvents.TEXT.numbers(connection, dialect, texts, CompactBatch::write);
    tagNumbers = CompactEvents.TAGS.numbers(connection, dialect, tags, CompactBatch::write);
  }

  private static void write(SortedMap<String, String> tags, RowSink sink) throws SQLException {
    sink.json(Tags.json(tags));
  }

  private static void write(Kind kind, RowSink sink) throws SQLException {
    sink.text(kind.provider());
    sink.text(kind.model());
    sink.text(kind.requested());
    sink.text(kind.operation());
    sink.text(kind.tier());
    sink.text(kind.source());
    sink.text(kind.cache());
    sink.text(kind.status());
    sink.text(kind.error());
    sink.text(String.valueOf(kind.attempts()));
    sink.text(kind.fallbackFrom());
  }

  private static void write(Who who, RowSink sink) throws SQLException {
    sink.text(who.key());
    sink.text(who.organisation());
    sink.text(who.department());
    sink.text(who.environment());
    sink.text(who.user());
  }

  private static void write(Purpose purpose, RowSink sink) throws SQLException {
    sink.text(purpose.task());
    sink.text(purpose.location());
    sink.text(purpose.experiment());
    sink.text(purpose.variant());
  }

  /** Half the room for one that is a UUID, as most sessions are. */
  private static void write(String text, RowSink sink) throws SQLException {
    EventId id = EventId.isUuid(text) ? EventId.of(text) : null;
    sink.id(id == null ? null : id.uid());
    sink.text(id == null ? text : null);
  }

  static void write(Rate rate, RowSink sink) throws SQLException {
    sink.text(rate.catalog());
    sink.number(rate.prices().input());
    sink.number(rate.prices().read());
    sink.number(rate.prices().write5m());
    sink.number(rate.prices().write1h());
    sink.number(rate.prices().output());
    sink.number(rate.costKnown());
    sink.number(rate.listShare());
    sink.number(rate.savingShare());
  }

  /** Writes the events, like beside like and otherwise in the order they came. */
  void write(RowSink sink) throws SQLException {
    for (long place : order) {
      write(lines[(int) place], sink);
    }
  }

  private void write(Line line, RowSink sink) throws SQLException {
    UsageEvent event = line.entry().event();
    sink.id(line.entry().id().uid());
    sink.text(line.entry().id().text());
    sink.time(event.time());
    sink.number(kindNumbers[line.kind()]);
    sink.number(whoNumbers[line.who()]);
    sink.number(purposeNumbers[line.purpose()]);
    sink.number(rateNumbers[line.rate()]);
    sink.number(textNumber(line.session()));
    sink.number(line.tags() < 0 ? 0 : tagNumbers[line.tags()]);
    sink.number(textNumber(line.batch()));
    sink.number(textNumber(line.cacheEntry()));
    sink.number(event.requests());
    EventRow.writeAmounts(event, sink);
    writeMore(line.fit(), sink);
    sink.real(event.cache().similarity());
    sink.number(event.cache().ageSeconds());
    sink.number(event.delivery().latencyMillis());
    sink.number(event.delivery().firstTokenMillis());
    sink.real(event.trial().quality());
    sink.text(event.content().prompt());
    sink.text(event.content().answer());
    sink.endRow();
  }

  private long textNumber(int place) {
    return place < 0 ? 0 : textNumbers[place];
  }

  /** Writes what there is to add to what the rates make. */
  static void writeMore(Rates.Fit fit, RowSink sink) throws SQLException {
    sink.number(fit.uncachedInput());
    sink.number(fit.cacheRead());
    sink.number(fit.cacheWrite());
    sink.number(fit.output());
    sink.number(fit.other());
    sink.number(fit.list());
    sink.number(fit.saving());
    sink.number(fit.cost());
  }
}
