package dev.plumbline.usage.remote;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerHealth;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.EventSearch;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions about the ledger and their answers as JSON, in the style of {@link EventJson}. */
public final class LedgerJson {
  private static final String TAG = "tag:";

  private LedgerJson() {}

  /** A question. */
  public static ObjectNode write(UsageQuery query) {
    ObjectNode json = WireJson.object();
    range(json.putObject("range"), query.range());
    json.put("grain", query.grain() == null ? null : query.grain().label());
    query.by().forEach(by -> json.withArray("by").add(by.label()));
    filters(json, query.filters());
    query.measures().forEach(measure -> json.withArray("measures").add(measure.label()));
    UsageQuery.Order order = query.order();
    if (order != null) {
      json.putObject("order")
          .put("measure", order.measure() == null ? null : order.measure().label())
          .put("descending", order.descending());
    }
    json.put("limit", query.limit());
    if (query.compareTo() != null) {
      range(json.putObject("compare_to"), query.compareTo());
    }
    return json;
  }

  /** Reads a question. */
  public static UsageQuery query(JsonNode json) {
    Fields fields = Fields.asked(json);
    TimeRange range = range(fields.needed("range", fields.object("range")));
    Grain grain = fields.choice("grain", Grain.class);
    List<By> by = fields.texts("by").stream().map(name -> by(fields, "by", name)).toList();
    List<Filter> filters = filters(fields);
    List<Measure> measures =
        fields.texts("measures").stream()
            .map(name -> fields.choice("measures", name, Measure.class))
            .toList();
    UsageQuery.Order order = order(fields.object("order"));
    Integer limit = fields.small("limit");
    Fields compared = fields.object("compare_to");
    TimeRange compareTo = compared == null ? null : range(compared);
    fields.end();
    return new UsageQuery(range, grain, by, filters, measures, order, limit, compareTo);
  }

  private static UsageQuery.@Nullable Order order(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    UsageQuery.Order order =
        new UsageQuery.Order(fields.choice("measure", Measure.class), fields.flag("descending"));
    fields.end();
    return order;
  }

  /** An answer; the question is not repeated but for the names of its columns. */
  public static ObjectNode write(UsageTable table) {
    ObjectNode json = WireJson.object();
    ArrayNode by = json.putArray("by");
    table.query().by().forEach(each -> by.add(each.label()));
    ArrayNode measures = json.putArray("measures");
    table.query().measures().forEach(each -> measures.add(each.label()));
    ArrayNode rows = json.putArray("rows");
    for (UsageTable.Row row : table.rows()) {
      ObjectNode one = rows.addObject();
      one.put("start", WireJson.text(row.start()));
      row.keys().forEach(one.putArray("keys")::add);
      ArrayNode values = one.putArray("values");
      row.values().forEach(value -> values.add(WireJson.text(value)));
      ArrayNode before = one.putArray("before");
      row.before().forEach(value -> before.add(WireJson.text(value)));
    }
    return json.put("more", table.more());
  }

  /** Reads the answer to a question. */
  public static UsageTable table(UsageQuery query, JsonNode json) {
    Fields fields = Fields.answered(json);
    List<UsageTable.Row> rows =
        fields.list(
            "rows",
            (place, value) -> {
              Fields row = fields.like(place, value);
              return new UsageTable.Row(
                  row.time("start"),
                  row.optionalTexts("keys"),
                  row.decimals("values"),
                  row.decimals("before"));
            });
    return new UsageTable(query, rows, fields.flag("more"));
  }

  /** A search. */
  public static ObjectNode write(EventSearch search) {
    ObjectNode json = WireJson.object();
    range(json.putObject("range"), search.range());
    filters(json, search.filters());
    return json.put("order", Fields.label(search.order()))
        .put("limit", search.limit())
        .put("offset", search.offset());
  }

  /** Reads a search; the newest hundred when it does not say. */
  public static EventSearch search(JsonNode json) {
    Fields fields = Fields.asked(json);
    TimeRange range = range(fields.needed("range", fields.object("range")));
    List<Filter> filters = filters(fields);
    EventSearch.Order order = fields.choice("order", EventSearch.Order.class);
    Integer limit = fields.small("limit");
    Integer offset = fields.small("offset");
    fields.end();
    return new EventSearch(
        range,
        filters,
        order == null ? EventSearch.Order.NEWEST : order,
        limit == null ? 100 : limit,
        offset == null ? 0 : offset);
  }

  /** How fresh and complete a ledger is. */
  public static ObjectNode write(LedgerHealth health) {
    ObjectNode json = WireJson.object();
    json.put("events", health.events())
        .put("first", WireJson.text(health.first()))
        .put("last", WireJson.text(health.last()));
    ArrayNode sources = json.putArray("sources");
    for (LedgerHealth.Source source : health.sources()) {
      sources
          .addObject()
          .put("name", source.name())
          .put("events", source.events())
          .put("first", source.first().toString())
          .put("last", source.last().toString());
    }
    ArrayNode unpriced = json.putArray("unpriced");
    for (LedgerHealth.Unpriced model : health.unpriced()) {
      unpriced
          .addObject()
          .put("provider", model.provider())
          .put("model", model.model())
          .put("events", model.events())
          .put("tokens", model.tokens());
    }
    ArrayNode empty = json.putArray("empty_days");
    health.emptyDays().forEach(day -> empty.add(day.toString()));
    return json.put("sample", health.sample());
  }

  /** Reads how fresh and complete a ledger is. */
  public static LedgerHealth health(JsonNode json) {
    Fields fields = Fields.answered(json);
    return new LedgerHealth(
        fields.whole("events", 0),
        fields.time("first"),
        fields.time("last"),
        fields.list("sources", (place, value) -> source(fields.like(place, value))),
        fields.list("unpriced", (place, value) -> unpriced(fields.like(place, value))),
        fields.texts("empty_days").stream().map(LocalDate::parse).toList(),
        fields.flag("sample"));
  }

  private static LedgerHealth.Source source(Fields fields) {
    return new LedgerHealth.Source(
        fields.required("name"),
        fields.whole("events", 0),
        fields.needed("first", fields.time("first")),
        fields.needed("last", fields.time("last")));
  }

  private static LedgerHealth.Unpriced unpriced(Fields fields) {
    return new LedgerHealth.Unpriced(
        fields.required("provider"),
        fields.required("model"),
        fields.whole("events", 0),
        fields.whole("tokens", 0));
  }

  private static void range(ObjectNode json, TimeRange range) {
    json.put("from", range.from().toString())
        .put("to", range.to().toString())
        .put("zone", range.zone().getId());
  }

  private static TimeRange range(Fields fields) {
    ZoneId zone =
        fields.parsed("zone", ZoneId::of, "Give the name of a time zone such as Europe/Berlin.");
    TimeRange range =
        new TimeRange(
            fields.needed("from", fields.time("from")),
            fields.needed("to", fields.time("to")),
            zone == null ? ZoneOffset.UTC : zone);
    fields.end();
    return range;
  }

  private static void filters(ObjectNode json, List<Filter> filters) {
    ArrayNode list = json.putArray("filters");
    for (Filter filter : filters) {
      ObjectNode one = list.addObject().put("by", filter.by().label());
      filter.values().forEach(one.putArray("values")::add);
      one.put("not", filter.not());
    }
  }

  private static List<Filter> filters(Fields fields) {
    return fields.list(
        "filters",
        (place, value) -> {
          Fields one = fields.like(place, value);
          Filter filter =
              new Filter(
                  by(one, "by", one.required("by")), one.optionalTexts("values"), one.flag("not"));
          one.end();
          return filter;
        });
  }

  /** Reads the name of a dimension. */
  static Dimension dimension(Fields fields, String place) {
    return fields.choice(place, fields.required(place), Dimension.class);
  }

  private static By by(Fields fields, String place, String name) {
    if (!name.startsWith(TAG)) {
      return By.of(fields.choice(place, name, Dimension.class));
    }
    if (name.length() == TAG.length()) {
      throw new Failure.InvalidInput("The tag to split by has no name.", "Give tag:NAME.");
    }
    return new By.Tag(name.substring(TAG.length()));
  }
}
