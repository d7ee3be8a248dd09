package dev.plumbline.usage.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.testkit.snowflake.SnowflakeServer;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.SnowflakeAccount;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.http.ApiTesting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the real Snowflake driver. */
class CortexUsageTest {
  private final SnowflakeServer server = SnowflakeServer.start();
  private final MemoryLedger ledger = new MemoryLedger();
  private final Map<String, String> environment = new HashMap<>();
  @TempDir private Path home;

  @BeforeEach
  void makeViews() throws SQLException {
    environment.putAll(
        Map.of(
            "SNOWFLAKE_HOST",
            server.address(),
            "SNOWFLAKE_SSL",
            "off",
            "SNOWFLAKE_ACCOUNT",
            SnowflakeServer.ACCOUNT,
            "SNOWFLAKE_USER",
            SnowflakeServer.USER,
            "SNOWFLAKE_PASSWORD",
            SnowflakeServer.PASSWORD,
            "SNOWFLAKE_WAREHOUSE",
            "WH",
            "SNOWFLAKE_ROLE",
            "ANALYST"));
    execute(
        "create table CORTEX_AI_FUNCTIONS_USAGE_HISTORY (START_TIME timestamp_ltz, FUNCTION_NAME"
            + " varchar, MODEL_NAME varchar, QUERY_ID varchar, WAREHOUSE_ID number(38,0),"
            + " ROLE_NAMES variant, QUERY_TAG varchar, USER_ID varchar, METRICS variant, CREDITS"
            + " number(38,9))",
        "create table CORTEX_REST_API_USAGE_HISTORY (START_TIME timestamp_tz, REQUEST_ID varchar,"
            + " MODEL_NAME varchar, TOKENS number(38,0), TOKENS_GRANULAR variant, USER_ID varchar,"
            + " INFERENCE_REGION varchar)",
        function(
            "2026-03-09 22:00:00",
            "q1",
            "[{\"key\":{\"metric\":\"input\",\"unit\":\"tokens\"},"
                + "\"value\":17},{\"key\":{\"metric\":\"output\",\"unit\":\"tokens\"},\"value\":65}]"),
        function(
            "2026-03-10 01:00:00",
            "q1",
            "[{\"key\":{\"metric\":\"total\",\"unit\":\"tokens\"}," + "\"value\":527}]"),
        function("2026-03-10 07:00:00", "late", "[]"),
        "insert into CORTEX_REST_API_USAGE_HISTORY select '2026-03-09 20:00:00', 'r-1',"
            + " 'claude-sonnet-4-5', 8758,"
            + " parse_json('{\"cache_read_input\":8745,\"input\":7,\"output\":6}'), '1', 'AWS_US'");
  }

  private static String function(String start, String query, String metrics) {
    return "insert into CORTEX_AI_FUNCTIONS_USAGE_HISTORY select '%s', 'AI_COMPLETE',"
            .formatted(start)
        + " 'llama3.1-70b', '%s', 4, parse_json('[\"ANALYST\",\"PUBLIC\"]'), '{\"team\":\"a\"}',"
            .formatted(query)
        + " '12', parse_json('%s'), 0.000301550".formatted(metrics);
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection =
            SnowflakeAccount.of(environment, SnowflakeServer.DATABASE, "PUBLIC").getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ImportSummary run() {
    return ApiTesting.run(
        home,
        new CortexUsage(
            SnowflakeAccount.of(environment, SnowflakeServer.DATABASE, "PUBLIC"),
            environment,
            "test",
            Instant.parse("2026-03-09T00:00:00Z"),
            ApiTesting.NOW),
        ledger);
  }

  @Test
  void readsFunctionsAndRequests() {
    environment.put("SNOWFLAKE_CREDIT_PRICE", "2.50");
    assertThat(run().added()).isEqualTo(3);
    List<UsageEvent> events = ledger.events();
    UsageEvent function = events.getFirst();
    assertThat(function.time()).isEqualTo("2026-03-09T22:00:00Z");
    assertThat(function.tokens()).isEqualTo(new TokenCounts(17, 0, 0, 0, 65, 0));
    assertThat(function.operation()).isEqualTo(Operation.FUNCTION);
    assertThat(function.attribution().session()).isEqualTo("q1");
    assertThat(function.attribution().tags())
        .containsEntry("team", "a")
        .containsEntry("role", "ANALYST")
        .containsEntry("function", "AI_COMPLETE");
    assertThat(Objects.requireNonNull(function.charge().cost()).total())
        .isEqualTo("0.000753875000");
    assertThat(events.get(1).tokens().uncachedInput()).isEqualTo(527);
    UsageEvent request = events.get(2);
    assertThat(request.id()).isEqualTo("snowflake-cortex:r-1");
    assertThat(request.tokens()).isEqualTo(new TokenCounts(7, 8745, 0, 0, 6, 0));
    assertThat(request.dataLocation()).isEqualTo("AWS_US");
    assertThat(request.charge().cost()).isNull();
  }

  @Test
  void withoutAPriceOfCreditsCostsAreUnknown() {
    run();
    assertThat(ledger.events()).allMatch(event -> event.charge().cost() == null);
  }

  @Test
  void runningTwiceAddsNothing() throws SQLException {
    assertThat(run().added()).isEqualTo(3);
    assertThat(run().added()).isZero();
    execute("update CORTEX_AI_FUNCTIONS_USAGE_HISTORY set START_TIME = '2026-03-10 02:00:00'");
    assertThat(run().added()).isZero();
  }

  @Test
  void aServerThatIsNotAvailableForAMomentIsAskedAgain() {
    server.unavailable(1);
    assertThat(run().added()).isEqualTo(3);
  }

  @Test
  void namesTheGrantThatIsMissing() throws SQLException {
    execute("drop table CORTEX_REST_API_USAGE_HISTORY");
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            Failure.Denied.class,
            denied ->
                assertThat(denied.text())
                    .contains("CORTEX_REST_API_USAGE_HISTORY", "USAGE_VIEWER"));
    assertThat(ledger.events()).hasSize(2);
  }

  @Test
  void namesTheLoginThatIsWrong() {
    environment.put("SNOWFLAKE_PASSWORD", "wrong");
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            Failure.Denied.class,
            denied ->
                assertThat(denied.text()).contains("SNOWFLAKE_PASSWORD").doesNotContain("wrong"));
  }
}
