package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a question splits by and filters on, as SQL over the ledger's columns. */
final class Columns {
  private final Dialect dialect;
  private final TimeRange range;

  /** Columns for a question about {@code range}, whose zone tells hours and weekdays. */
  Columns(Dialect dialect, TimeRange range) {
    this.dialect = dialect;
    this.range = range;
  }

  /** The value to split by, as text or null. */
  Sql of(By by) {
    return switch (by) {
      case By.Tag tag -> dialect.tag(tag.name());
      case By.Column column -> of(column.dimension());
    };
  }

  /** The events that pass all filters and lie in the range, after {@code where}. */
  Sql conditions(List<Filter> filters) {
    Sql sql =
        Sql.of("started >= " + Sql.TIME + " and started < " + Sql.TIME, range.from(), range.to());
    for (Filter filter : filters) {
      sql.add(" and (").add(condition(filter)).add(")");
    }
    return sql;
  }

  private Sql condition(Filter filter) {
    List<String> known = new ArrayList<>();
    filter.values().stream().filter(Objects::nonNull).forEach(known::add);
    boolean unknown = known.size() < filter.values().size();
    Sql sql = new Sql();
    if (filter.not()) {
      sql.add(of(filter.by())).add(unknown ? " is not null" : " is null");
      if (!known.isEmpty()) {
        sql.add(unknown ? " and " : " or ").add(in(filter.by(), " not in ", known));
      } else if (!unknown) {
        return Sql.of("1 = 1");
      }
      return sql;
    }
    if (unknown) {
      sql.add(of(filter.by())).add(" is null");
    }
    if (!known.isEmpty()) {
      sql.add(unknown ? " or " : "").add(in(filter.by(), " in ", known));
    }
    return filter.values().isEmpty() ? Sql.of("1 = 0") : sql;
  }

  private Sql in(By by, String operator, List<String> values) {
    Sql sql = of(by).add(operator + "(");
    for (int i = 0; i < values.size(); i++) {
      sql.add(i == 0 ? "?" : ", ?", values.get(i));
    }
    return sql.add(")");
  }

  private Sql of(Dimension dimension) {
    return switch (dimension) {
      case PROVIDER -> Sql.of("provider");
      case MODEL -> Sql.of("model");
      case REQUESTED_MODEL -> Sql.of("requested_model");
      case OPERATION -> Sql.of("operation");
      case KEY -> Sql.of("virtual_key");
      case ORGANISATION -> Sql.of("organisation");
      case DEPARTMENT -> Sql.of("department");
      case ENVIRONMENT -> Sql.of("environment");
      case TASK -> Sql.of("task");
      case USER -> Sql.of("user_name");
      case SESSION -> Sql.of("session_id");
      case STATUS -> Sql.of("status");
      case ERROR_KIND -> Sql.of("error_kind");
      case CACHE -> Sql.of("cache_outcome");
      case CACHE_ENTRY -> Sql.of("cache_entry");
      case EXPERIMENT -> Sql.of("experiment");
      case VARIANT -> Sql.of("variant");
      case SERVICE_TIER -> Sql.of("service_tier");
      case BATCH -> Sql.of("batch_id");
      case DATA_LOCATION -> Sql.of("data_location");
      case FALLBACK_FROM -> Sql.of("fallback_from");
      case SOURCE -> Sql.of("source");
      case PRICED ->
          Sql.of(
              "case when cost is null then 'no' when list_cost is null then 'cost' else 'yes' end");
      case HOUR_OF_DAY ->
          Sql.of("cast(cast(extract(hour from ")
              .add(LocalTime.expression(range))
              .add(") as integer) as varchar)");
      case WEEKDAY ->
          // The first of January 1970 was a Thursday.
          Sql.of("cast(mod(cast(floor(extract(epoch from ")
              .add(LocalTime.expression(range))
              .add(") / 86400) as bigint) + 3, 7) + 1 as varchar)");
    };
  }
}
