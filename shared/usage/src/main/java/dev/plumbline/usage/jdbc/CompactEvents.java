package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events as narrow rows that refer to side tables, each batch in an order that puts like to like:
 * small on disk, and fast to add up.
 */
final class CompactEvents implements EventStore {
  static final SideTable KIND =
      new SideTable(
          "usage_kind",
          "kind",
          List.of(
              "provider",
              "model",
              "requested_model",
              "operation",
              "service_tier",
              "source",
              "cache_outcome",
              "status",
              "error_kind",
              "attempts",
              "fallback_from"),
          false);
  static final SideTable WHO =
      new SideTable(
          "usage_who",
          "who",
          List.of("virtual_key", "organisation", "department", "environment", "user_name"),
          false);
  static final SideTable PURPOSE =
      new SideTable(
          "usage_purpose",
          "purpose",
          List.of("task", "data_location", "experiment", "variant"),
          false);
  static final SideTable RATE = new SideTable("usage_rate", "rate", Rate.COLUMNS, true);
  static final SideTable TEXT = new SideTable("usage_text", "ref", List.of("uid", "text"), false);

  static final SideTable TAGS = new SideTable("usage_tags", "ref", List.of("tags"), false);

  private static final List<SideTable> SIDES = List.of(KIND, WHO, PURPOSE, RATE, TEXT, TAGS);
  private static final List<String> CHARGE =
      List.of(
          "rate",
          "more_uncached_input",
          "more_cache_read",
          "more_cache_write",
          "more_output",
          "more_other",
          "more_list",
          "more_saving",
          "more_cost");

  private final Dialect dialect;

  CompactEvents(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public String script() {
    return "compact";
  }

  @Override
  public String events() {
    return CompactColumns.events(Sql.of("usage_request")).text();
  }

  @Override
  public String table() {
    return "usage_request";
  }

  @Override
  public String place() {
    return "place";
  }

  @Override
  public String source(String view, String question) {
    Set<String> columns = CompactColumns.mentioned(question);
    columns.add("started");
    return "(" + CompactColumns.source(columns, view.equals(Views.ALL)) + ")";
  }

  /** The limit tells the database that few rows meet large tables. */
  @Override
  public Sql rows(Sql places, int most) {
    Sql rows =
        Sql.of("(select *, rowid from usage_request where rowid in (")
            .add(places)
            .add(") limit " + most + ")");
    return Sql.of("(").add(CompactColumns.events(rows)).add(") e");
  }

  @Override
  public String dollars(String sum) {
    return "cast(%s as decimal(26, 0)) * cast(0.000000000001 as decimal(12, 12))".formatted(sum);
  }

  @Override
  public void stage(Connection connection) throws SQLException {
    for (SideTable side : SIDES) {
      side.stage(connection);
    }
    List<String> columns = new ArrayList<>(List.of("uid " + dialect.idType()));
    CHARGE.forEach(name -> columns.add(name + " bigint"));
    Staging.create(connection, Staging.CHARGES, columns);
  }

  @Override
  public Addition prepare(List<Batch.Entry> entries) {
    CompactBatch batch = new CompactBatch(entries);
    return connection -> {
      batch.resolve(connection, dialect);
      dialect.load(connection, "usage_request", CompactBatch.COLUMNS, batch::write);
    };
  }

  @Override
  public void stageCharges(Connection connection, List<Batch.Entry> entries) throws SQLException {
    Rates rates = new Rates();
    Map<Rate, Integer> places = new LinkedHashMap<>();
    List<Rates.Fit> fits = new ArrayList<>();
    int[] place = new int[entries.size()];
    for (int i = 0; i < place.length; i++) {
      Rates.Fit fit = rates.of(entries.get(i).event());
      place[i] = CompactBatch.place(places, fit.rate());
      fits.add(fit);
    }
    long[] numbers = RATE.numbers(connection, dialect, places, CompactBatch::write);
    List<String> columns = new ArrayList<>(List.of("uid"));
    columns.addAll(CHARGE);
    dialect.load(
        connection,
        Staging.CHARGES,
        columns,
        sink -> {
          for (int i = 0; i < fits.size(); i++) {
            Rates.Fit fit = fits.get(i);
            sink.id(entries.get(i).id().uid());
            sink.number(numbers[place[i]]);
            CompactBatch.writeMore(fit, sink);
            sink.endRow();
          }
        });
  }

  @Override
  public void applyCharges(Connection connection) throws SQLException {
    Sql.of(
            "update usage_request set "
                + String.join(", ", CHARGE.stream().map(name -> name + " = b." + name).toList())
                + " from batch_charge b where usage_request.uid = b.uid")
        .change(connection);
  }
}
