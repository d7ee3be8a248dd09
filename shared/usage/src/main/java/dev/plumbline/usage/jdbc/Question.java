package dev.plumbline.usage.jdbc;

import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles a question to the one SQL; every text of the question is a parameter. */
final class Question {
  private final Dialect dialect;
  private final UsageQuery query;
  private final String view;

  /** A question over a view of the ledger. */
  Question(Dialect dialect, UsageQuery query, String view) {
    this.dialect = dialect;
    this.query = query;
    this.view = view;
  }

  /**
   * The statement: the start of the unit, the dimensions, the measures.
   *
   * @param units those of the grain; null without one
   * @param ordered whether the database orders and limits (one row beyond the limit, so that the
   *     caller sees there are more)
   */
  Sql sql(@Nullable Units units, boolean ordered) {
    Columns columns = new Columns(dialect, query.range());
    List<String> outer = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    Sql inner = Sql.of("select ");
    if (units != null) {
      inner.add(units.expression()).add(" as unit_start, ");
      outer.add("cast(cast(unit_start as timestamp) as varchar) as unit_text");
      groups.add("unit_start");
    }
    for (int i = 0; i < query.by().size(); i++) {
      inner.add(columns.of(query.by().get(i))).add(" as k" + i + ", ");
      outer.add("k" + i);
      groups.add("k" + i);
    }
    for (int i = 0; i < query.measures().size(); i++) {
      outer.add(MeasureSql.of(query.measures().get(i), dialect.events()) + " as m" + i);
    }
    Sql conditions = columns.conditions(query.filters());
    String source = dialect.events().source(view, inner.text() + outer + conditions.text());
    inner.add("e.* from " + source + " e where ").add(conditions);
    Sql sql = Sql.of("select " + String.join(", ", outer) + " from (").add(inner).add(") q");
    if (!groups.isEmpty()) {
      sql.add(" group by " + String.join(", ", groups));
    }
    if (ordered && !groups.isEmpty()) {
      sql.add(" order by " + String.join(", ", order(units != null)));
      if (query.limit() != null) {
        sql.add(" limit " + (query.limit() + 1L));
      }
    }
    return sql;
  }

  private List<String> order(boolean time) {
    UsageQuery.Order order = query.order();
    Measure measure = order == null ? null : order.measure();
    boolean descending = order != null && order.descending();
    List<String> terms = new ArrayList<>();
    if (measure != null) {
      terms.add(by("m" + Orders.index(query, measure), descending));
    }
    if (time) {
      terms.add(by("unit_start", measure == null && descending));
    }
    if (measure == null) {
      terms.add(by("m0", true));
    }
    for (int i = 0; i < query.by().size(); i++) {
      terms.add("k" + i + dialect.codePointOrder() + " asc nulls last");
    }
    return terms;
  }

  private static String by(String column, boolean descending) {
    return column + (descending ? " desc" : " asc") + " nulls last";
  }
}
