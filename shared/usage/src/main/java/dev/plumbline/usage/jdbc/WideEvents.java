package dev.plumbline.usage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Events as rows of one wide table, as database servers keep them. */
final class WideEvents implements EventStore {
  private static final String MONEY = " decimal(18, 12)";
  private static final String UPDATE =
      "update usage_event set "
          + String.join(
              ", ", EventRow.CHARGE_COLUMNS.stream().map(name -> name + " = b." + name).toList())
          + " from batch_charge b where usage_event.uid = b.uid";

  private final Dialect dialect;

  WideEvents(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public String script() {
    return "wide";
  }

  @Override
  public String events() {
    return "usage_event";
  }

  @Override
  public String table() {
    return "usage_event";
  }

  @Override
  public String place() {
    return "uid";
  }

  @Override
  public String source(String view, String question) {
    return view;
  }

  @Override
  public Sql rows(Sql places, int most) {
    return Sql.of("usage_event where uid in (").add(places).add(")");
  }

  @Override
  public String dollars(String sum) {
    return sum;
  }

  @Override
  public void stage(Connection connection) throws SQLException {
    List<String> columns = new ArrayList<>(List.of("uid " + dialect.idType()));
    EventRow.CHARGE_COLUMNS.forEach(
        name -> columns.add(name + (name.equals("catalog") ? " varchar" : MONEY)));
    Staging.create(connection, Staging.CHARGES, columns);
  }

  @Override
  public Addition prepare(List<Batch.Entry> entries) {
    return connection ->
        dialect.load(
            connection,
            "usage_event",
            EventRow.COLUMNS,
            sink -> {
              for (Batch.Entry entry : entries) {
                EventRow.write(entry.id(), entry.event(), sink);
              }
            });
  }

  @Override
  public void stageCharges(Connection connection, List<Batch.Entry> entries) throws SQLException {
    List<String> columns = new ArrayList<>(List.of("uid"));
    columns.addAll(EventRow.CHARGE_COLUMNS);
    dialect.load(
        connection,
        Staging.CHARGES,
        columns,
        sink -> {
          for (Batch.Entry entry : entries) {
            sink.id(entry.id().uid());
            EventRow.writeCharge(entry.event().charge(), sink);
            sink.endRow();
          }
        });
  }

  @Override
  public void applyCharges(Connection connection) throws SQLException {
    Sql.of(UPDATE).change(connection);
  }
}
