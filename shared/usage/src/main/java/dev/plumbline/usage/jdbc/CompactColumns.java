package dev.plumbline.usage.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of an event as expressions over the compact tables. */
final class CompactColumns {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern TABLE = Pattern.compile("\\b([a-z]+)\\.");
  private static final String UNCACHED_INPUT = "r.uncached_input * c.input";
  private static final String CACHE_READ = "r.cache_read * c.cache_read";
  private static final String CACHE_WRITE =
      "r.cache_write_5m * c.cache_write_5m + r.cache_write_1h * c.cache_write_1h";
  private static final String OUTPUT = "r.output_tokens * c.output";
  private static final String COST =
      String.join(" + ", UNCACHED_INPUT, CACHE_READ, CACHE_WRITE, OUTPUT, "r.more_cost");
  private static final String SAVING =
      "c.saving_share * (r.cache_read * (c.input - c.cache_read)"
          + " + r.cache_write_5m * (c.input - c.cache_write_5m)"
          + " + r.cache_write_1h * (c.input - c.cache_write_1h)) + r.more_saving";

  private static final Map<String, String> JOINS = joins();
  private static final Map<String, String> MONEY = money();
  private static final Map<String, String> COLUMNS = columns();
  private static final Map<String, String> UNITS = units();

  private CompactColumns() {}

  /** All of {@code usage_event}, and the place of its rows, from rows of {@code usage_request}. */
  static Sql events(Sql rows) {
    List<String> columns = new ArrayList<>(EventRow.COLUMNS);
    columns.add("place");
    return select(columns, COLUMNS, rows);
  }

  /** What a question selects from, with money in 10<sup>-12</sup> dollars. */
  static String source(Set<String> names, boolean forgotten) {
    String events = select(names, UNITS, Sql.of("usage_request")).text();
    if (!forgotten) {
      return events;
    }
    List<String> totals = new ArrayList<>();
    for (String name : names) {
      totals.add(MONEY.containsKey(name) ? units(name) + " as " + name : name);
    }
    return events + " union all select " + String.join(", ", totals) + " from usage_old";
  }

  /** Those columns of {@code usage_raw} that a text mentions. */
  static Set<String> mentioned(String text) {
    Set<String> mentioned = new TreeSet<>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      if (COLUMNS.containsKey(words.group())) {
        mentioned.add(words.group());
      }
    }
    return mentioned;
  }

  /** A selection of columns over as few tables as they need. */
  private static Sql select(Iterable<String> names, Map<String, String> expressions, Sql rows) {
    List<String> columns = new ArrayList<>();
    Set<String> tables = new TreeSet<>();
    for (String name : names) {
      String expression = expressions.getOrDefault(name, "r." + name);
      columns.add(expression + " as " + name);
      Matcher matcher = TABLE.matcher(expression);
      while (matcher.find()) {
        tables.add(matcher.group(1));
      }
    }
    Sql sql = Sql.of("select " + String.join(", ", columns) + " from ").add(rows).add(" r");
    JOINS.forEach((table, join) -> sql.add(tables.contains(table) ? join : ""));
    return sql;
  }

  private static Map<String, String> joins() {
    Map<String, String> joins = new LinkedHashMap<>();
    joins.put("k", " join usage_kind k on k.kind = r.kind");
    joins.put("w", " join usage_who w on w.who = r.who");
    joins.put("p", " join usage_purpose p on p.purpose = r.purpose");
    joins.put("c", " join usage_rate c on c.rate = r.rate");
    joins.put("s", " join usage_text s on s.ref = r.session");
    joins.put("t", " join usage_tags t on t.ref = r.tags");
    joins.put("b", " join usage_text b on b.ref = r.batch");
    joins.put("h", " join usage_text h on h.ref = r.cache_entry");
    return joins;
  }

  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    CompactEvents.KIND.columns().forEach(name -> columns.put(name, "k." + name));
    CompactEvents.WHO.columns().forEach(name -> columns.put(name, "w." + name));
    CompactEvents.PURPOSE.columns().forEach(name -> columns.put(name, "p." + name));
    columns.put("attempts", "cast(k.attempts as bigint)");
    columns.put("catalog", "c.catalog");
    columns.put("session_id", text("s"));
    columns.put("tags", "t.tags");
    columns.put("batch_id", text("b"));
    columns.put("cache_entry", text("h"));
    for (String name : EventRow.COLUMNS) {
      columns.putIfAbsent(name, "r." + name);
    }
    columns.put("place", "r.rowid");
    MONEY.forEach((name, units) -> columns.put(name, dollars(units)));
    columns.put("cost_squares", square("cast(" + MONEY.get("cost") + " as double) / 1e12"));
    columns.put("events", "1");
    columns.put("session_key", "nullif(r.session, 0)");
    columns.put("latency_sum", "r.latency_ms");
    columns.put("latency_count", "case when r.latency_ms is null then 0 else 1 end");
    columns.put("latency_squares", square("cast(r.latency_ms as double)"));
    columns.put("retries", "cast(k.attempts as bigint) - 1");
    columns.put("quality_sum", "r.quality");
    columns.put("quality_count", "case when r.quality is null then 0 else 1 end");
    columns.put("quality_squares", square("r.quality"));
    return columns;
  }

  private static String dollars(String units) {
    return "cast(%s as decimal(19, 0)) * cast(0.000000000001 as decimal(12, 12))".formatted(units);
  }

  private static String units(String dollars) {
    return "cast(cast(%s as decimal(24, 12)) * cast(1000000000000 as decimal(13, 0)) as hugeint)"
        .formatted(dollars);
  }

  private static String text(String table) {
    return "coalesce(%s.text, cast(%s.uid as varchar))".formatted(table, table);
  }

  private static Map<String, String> money() {
    Map<String, String> money = new LinkedHashMap<>();
    money.put("cost_uncached_input", UNCACHED_INPUT + " + r.more_uncached_input + c.cost_known");
    money.put("cost_cache_read", CACHE_READ + " + r.more_cache_read + c.cost_known");
    money.put("cost_cache_write", CACHE_WRITE + " + r.more_cache_write + c.cost_known");
    money.put("cost_output", OUTPUT + " + r.more_output + c.cost_known");
    money.put("cost_other", "r.more_other + c.cost_known");
    money.put("cost", COST + " + c.cost_known");
    money.put("list_cost", "c.list_share * (" + COST + ") + r.more_list");
    money.put("prompt_cache_saving", SAVING);
    return money;
  }

  private static Map<String, String> units() {
    Map<String, String> units = new LinkedHashMap<>(COLUMNS);
    units.putAll(MONEY);
    return units;
  }

  private static String square(String value) {
    return "(" + value + ") * (" + value + ")";
  }
}
