package dev.plumbline.testkit.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnowflakeStatementsTest {
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00.123456Z");

  private final SnowflakeServer server = SnowflakeServer.start();
  private Connection connection = connect();

  @BeforeEach
  void reconnect() {
    connection = connect();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Connection connect() {
    try {
      var properties = server.passwordProperties();
      properties.setProperty("TIMEZONE", "UTC");
      return DriverManager.getConnection(server.jdbcUrl(), properties);
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private int update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(String.valueOf(row.getString(1)));
      }
    }
    return values;
  }

  @Test
  void everyTypeComesBackAsItWasBound() throws SQLException {
    update(
        "create or replace table kinds (n number(38,0), d number(38,12), r float, t varchar,"
            + " b boolean, day date, ntz timestamp_ntz(6), ltz timestamp_ltz, tz timestamp_tz,"
            + " raw binary, tags variant)");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into kinds select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, parse_json(?)")) {
      insert.setLong(1, Long.MAX_VALUE);
      insert.setBigDecimal(2, new BigDecimal("12345678901234567890.123456789012"));
      insert.setDouble(3, -1.25e-7);
      insert.setString(4, "Grüße, 'quoted' \\ \n and \uD83D\uDE80");
      insert.setBoolean(5, true);
      insert.setDate(6, Date.valueOf(LocalDate.of(1969, 7, 20)));
      insert.setTimestamp(7, Timestamp.from(NOON));
      insert.setTimestamp(8, Timestamp.from(NOON));
      insert.setTimestamp(9, Timestamp.from(NOON));
      insert.setBytes(10, new byte[] {0, 1, -1});
      insert.setString(11, "{\"team\":\"search\"}");
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from kinds")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong("N")).isEqualTo(Long.MAX_VALUE);
      assertThat(row.getBigDecimal("D")).isEqualByComparingTo("12345678901234567890.123456789012");
      assertThat(row.getDouble("R")).isEqualTo(-1.25e-7);
      assertThat(row.getString("T")).isEqualTo("Grüße, 'quoted' \\ \n and \uD83D\uDE80");
      assertThat(row.getBoolean("B")).isTrue();
      assertThat(row.getDate("DAY").toLocalDate()).isEqualTo("1969-07-20");
      assertThat(row.getTimestamp("NTZ").toInstant()).isEqualTo(NOON);
      assertThat(row.getTimestamp("LTZ").toInstant()).isEqualTo(NOON);
      assertThat(row.getTimestamp("TZ").toInstant()).isEqualTo(NOON);
      assertThat(row.getBytes("RAW")).containsExactly(0, 1, -1);
      assertThat(row.getString("TAGS")).isEqualTo("{\"team\":\"search\"}");
      ResultSetMetaData meta = row.getMetaData();
      assertThat(meta.getPrecision(2)).isEqualTo(38);
      assertThat(meta.getScale(2)).isEqualTo(12);
      assertThat(meta.getColumnType(5)).isEqualTo(Types.BOOLEAN);
      assertThat(meta.getColumnTypeName(11)).isEqualTo("VARIANT");
    }
  }

  @Test
  void nullsComeBackAsNulls() throws SQLException {
    update("create or replace table empties (n number, t varchar, seen timestamp_ntz)");
    try (PreparedStatement insert =
        connection.prepareStatement("insert into empties values (?, ?, ?)")) {
      insert.setNull(1, Types.BIGINT);
      insert.setString(2, null);
      insert.setTimestamp(3, null);
      insert.executeUpdate();
    }
    assertThat(
            column("select count(*) from empties where n is null and t is null and seen is null"))
        .containsExactly("1");
    assertThat(column("select seen from empties")).containsExactly("null");
  }

  @Test
  void aBatchOfTenThousandRowsIsOneStatement() throws SQLException {
    update("create or replace table many (id varchar, n number(38,0), cost number(38,12))");
    long before = inserts();
    try (PreparedStatement insert =
        connection.prepareStatement("insert into many values (?, ?, ?)")) {
      for (int i = 0; i < 10_000; i++) {
        insert.setString(1, "event-" + i);
        insert.setInt(2, i);
        insert.setBigDecimal(3, new BigDecimal("0.000000000001"));
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(10_000);
    }
    assertThat(inserts() - before).isEqualTo(1);
    assertThat(column("select count(distinct id) from many")).containsExactly("10000");
    assertThat(column("select sum(cost) from many")).containsExactly("0.000000010000");
  }

  @Test
  void aBatchTakesEveryTypeWithGaps() throws SQLException {
    update("create or replace table mixed (n number, d number(38,3), seen timestamp_ntz, t text)");
    try (PreparedStatement insert =
        connection.prepareStatement("insert into mixed values (?, ?, ?, upper(?) || '?')")) {
      for (int i = 0; i < 4; i++) {
        insert.setObject(1, i % 2 == 0 ? null : i, Types.INTEGER);
        insert.setBigDecimal(2, BigDecimal.valueOf(i, i));
        insert.setTimestamp(3, i == 2 ? null : Timestamp.from(NOON.plusSeconds(i)));
        insert.setString(4, i == 3 ? null : "row " + i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).containsExactly(1, 1, 1, 1);
    }
    assertThat(column("select n || ' ' || d || ' ' || t from mixed where n = 1"))
        .containsExactly("1 0.100 ROW 1?");
    assertThat(column("select count(n) || ' ' || count(seen) || ' ' || count(t) from mixed"))
        .containsExactly("2 3 3");
    assertThat(column("select sum(d) from mixed")).containsExactly("0.123");
  }

  @Test
  void aBatchOfChangesIsSentRowByRow() throws SQLException {
    update("create or replace table changed (id number, v varchar)");
    update("insert into changed values (1, 'a'), (2, 'b'), (3, 'c')");
    try (PreparedStatement change =
        connection.prepareStatement("update changed set v = ? where id >= ?")) {
      for (int i = 2; i < 4; i++) {
        change.setString(1, "d" + i);
        change.setInt(2, i);
        change.addBatch();
      }
      assertThat(change.executeBatch()).containsExactly(2, 1);
    }
    assertThat(column("select v from changed order by id")).containsExactly("a", "d2", "d3");
  }

  private long inserts() {
    return server.requests().stream()
        .filter(request -> request.sql().startsWith("insert into many") && !request.describe())
        .count();
  }

  @Test
  void largeResultsComeInChunks() throws SQLException {
    server.chunkRows(1_000);
    update("create or replace table numbers (n number(38,0))");
    try (PreparedStatement insert = connection.prepareStatement("insert into numbers values (?)")) {
      for (int i = 0; i < 3_500; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    assertThat(column("select n from numbers order by n"))
        .hasSize(3_500)
        .startsWith("0", "1")
        .endsWith("3499");
    assertThat(server.requests().stream().filter(r -> r.path().startsWith("/chunks"))).hasSize(3);
  }

  @Test
  void changesAreCounted() throws SQLException {
    update("create or replace table counted (id number, v varchar)");
    assertThat(update("insert into counted values (1, 'a'), (2, 'b'), (3, 'c')")).isEqualTo(3);
    assertThat(update("update counted set v = 'd' where id > 1")).isEqualTo(2);
    assertThat(
            update(
                "merge into counted using (select 3 as id union all select 4) as s"
                    + " on counted.id = s.id"
                    + " when not matched then insert (id, v) values (s.id, 'e')"))
        .isEqualTo(1);
    assertThat(update("delete from counted")).isEqualTo(4);
  }

  @Test
  void metadataIsShown() throws SQLException {
    update("create or replace table described (id varchar not null, cost number(38,12))");
    List<String> columns = new ArrayList<>();
    try (ResultSet row =
        connection.getMetaData().getColumns("PLUMBLINE", "PUBLIC", "DESCRIBED", null)) {
      while (row.next()) {
        columns.add(
            row.getString("COLUMN_NAME")
                + " "
                + row.getString("TYPE_NAME")
                + " "
                + row.getInt("DECIMAL_DIGITS"));
      }
    }
    assertThat(columns).containsExactly("ID VARCHAR 0", "COST NUMBER 12");
    try (ResultSet row = connection.getMetaData().getTables(null, null, "DESCRIBED", null)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString("TABLE_NAME")).isEqualTo("DESCRIBED");
      assertThat(row.getString("TABLE_TYPE")).isEqualTo("TABLE");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select * from nowhere                                   | 2003   | 42S02
          select nothing from dual                                | 904    | 42000
          selekt 1                                                | 1003   | 42000
          select (1                                               | 1003   | 42000
          select cast('x' as integer)                             | 100038 | 22018
          insert into strict values (null)                        | 100072 | 22000
          create table strict (id varchar)                        | 2002   | 42710
          insert into strict values ('a') on conflict do nothing  | 1003   | 42000
          select count(*) filter (where id = 'a') from strict     | 1003   | 42000
          insert into strict values (parse_json('1'))             | 2014   | 22000
          """)
  void errorsHaveSnowflakesCodes(String sql, int code, String state) throws SQLException {
    update("create or replace table strict (id varchar not null)");
    assertThatThrownBy(() -> update(sql))
        .isInstanceOfSatisfying(
            SQLException.class,
            refused -> {
              assertThat(refused.getErrorCode()).isEqualTo(code);
              assertThat(refused.getSQLState()).isEqualTo(state);
            });
  }

  @Test
  void keysAreNotEnforced() throws SQLException {
    update("create or replace table keyed (id varchar primary key, v varchar unique)");
    assertThat(update("insert into keyed values ('a', 'b'), ('a', 'b')")).isEqualTo(2);
  }
}
