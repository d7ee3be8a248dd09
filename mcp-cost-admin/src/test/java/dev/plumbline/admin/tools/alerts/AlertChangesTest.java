package dev.plumbline.admin.tools.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.SecretSink;
import dev.plumbline.admin.backend.gateway.GatewayBackend;
import dev.plumbline.admin.world.World;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.testkit.BudgetedCall;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.usage.remote.GatewayAddress;
import dev.plumbline.usage.remote.GatewayClient;
import dev.plumbline.usage.remote.GatewayToken;
import dev.plumbline.usage.remote.WireJson;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes of alerts do without consent, without the role, twice, and on what is gone. */
class AlertChangesTest {
  @TempDir Path home;
  private World world;

  @BeforeEach
  void open() {
    world = new World(home);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Alert alert(String id) {
    return world.backend().alerting().alerts().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String confirmed(String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result = world.confirm(tool, arguments);
    assertThat(result.isError()).as(TestClient.text(result)).isNotEqualTo(true);
    return TestClient.text(result);
  }

  private static Map<String, Object> mail() {
    return Map.of(
        "channel", "mail",
        "kind", "email",
        "host", "127.0.0.1",
        "tls", "none",
        "from", "plumbline@example.com",
        "to", List.of("finops@example.com"));
  }

  @Test
  void nothingHappensBeforeItIsConfirmed() {
    world.confirm("set_alert_channel", mail());
    List<Alert> alerts = world.backend().alerting().alerts();
    List<Channel> channels = world.backend().alerting().channels();
    Map<String, Map<String, Object>> calls =
        Map.of(
            "set_alert", Map.of("alert", "daily-spend", "threshold", 7),
            "remove_alert", Map.of("alert", "daily-spend"),
            "silence_alert", Map.of("until", "1h", "reason", "a test"),
            "test_alert", Map.of("alert", "daily-spend"),
            "set_alert_channel", Map.of("channel", "mail", "enabled", false),
            "remove_alert_channel", Map.of("channel", "mail"));
    calls.forEach((tool, arguments) ->
        assertThat(TestClient.text(world.call(tool, arguments))).as(tool).contains("confirm"));
    assertThat(world.backend().alerting().alerts()).isEqualTo(alerts);
    assertThat(world.backend().alerting().channels()).isEqualTo(channels);
    assertThat(world.backend().alerting().silences()).isEmpty();
    assertThat(world.backend().alerting().history(10)).isEmpty();
  }

  @Test
  void changesAreToldFieldByFieldAndUndoneWithThem() {
    Map<String, Object> change =
        Map.of("alert", "daily-spend", "threshold", 7, "quiet", "22:00-07:00", "cool_down", "30m");
    assertThat(TestClient.text(world.call("set_alert", change)))
        .contains("threshold: 100 → 7", "quiet from 22:00 to 07:00");
    assertThat(confirmed("set_alert", change)).contains("Undo", "threshold=100", "quiet=\"none\"");
    Alert changed = alert("daily-spend");
    assertThat(changed.threshold()).isEqualByComparingTo("7");
    assertThat(changed.coolDown()).isEqualTo(Duration.ofMinutes(30));
    assertThat(changed.name()).isEqualTo("Daily spend");
    assertThat(confirmed("set_alert", change)).contains("Nothing changed");
    assertThat(alert("daily-spend")).isEqualTo(changed);
    confirmed(
        "set_alert",
        Map.of("alert", "daily-spend", "threshold", 0, "quiet", "none", "cool_down", "1h"));
    assertThat(alert("daily-spend").threshold()).isNull();
    assertThat(alert("daily-spend").bound()).isEqualByComparingTo("100");
    assertThat(alert("daily-spend").quiet()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "hourly_spend, department, an hour of each department reaches $10.00",
    "budget_threshold, , reaches a warning of a budget",
    "forecast_exceeds, , exceeds the limit of a budget",
    "anomaly, user, an hour of each user costs 200 % more",
    "key_expiry, , a key ends within 7 days",
    "unknown_price, , no known price",
    "error_rate, key, 20 % of requests of each key fail",
    "provider_down, , left alone by its circuit breaker",
    "report_daily, , the cost of each day is sent the next at 09:30",
    "report_weekly, , the cost of each week is sent on Monday at 09:30"
  })
  void everyKindIsSetAndWorded(String kind, String level, String words) {
    Map<String, Object> arguments =
        level == null
            ? Map.of("alert", "own", "kind", kind, "at", "09:30")
            : Map.of("alert", "own", "kind", kind, "at", "09:30", "level", level);
    assertThat(confirmed("set_alert", arguments)).contains(words);
    assertThat(alert("own").kind().name()).isEqualToIgnoringCase(kind);
    assertThat(alert("own").at()).isEqualTo(LocalTime.of(9, 30));
    assertThat(confirmed("set_alert", arguments)).contains("Nothing changed");
    assertThat(confirmed("remove_alert", Map.of("alert", "own"))).contains("Undo", "new id");
    McpSchema.CallToolResult gone = world.confirm("remove_alert", Map.of("alert", "own"));
    assertThat(gone.isError()).isTrue();
    assertThat(TestClient.text(gone)).contains("no alert", "list_alerts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "set_alert; alert=daly-spend; daily-spend|kind",
        "set_alert; alert=daily-spend,kind=anomaly; daily_spend",
        "set_alert; alert=x,kind=key_expiry,value=ada; level",
        "set_alert; alert=x,kind=anomaly,budget=default-day; budget",
        "set_alert; alert=daily-spend,quiet=night; 22:00-07:00",
        "set_alert; alert=daily-spend,at=noon; 08:00",
        "set_alert; alert=daily-spend,threshold=-1; more than 0",
        "set_alert; alert=budgets,budget=nix; nix",
        "silence_alert; alert=daily-spent,until=1h; daily-spend",
        "test_alert; alert=nix; no alert",
        "get_alert_history; alert=nix; no alert",
        "set_alert_channel; channel=nix; kind",
        "set_alert_channel; channel=m,kind=email,host=h; from",
        "set_alert_channel;"
            + " channel=m,kind=webhook,webhook_url=http://example.com/x,secret_from=env:K; https",
        "remove_alert_channel; channel=nix; no channel"
      })
  void mistakesAreNamedBeforeAnythingIsAsked(String tool, String arguments, String said) {
    Map<String, Object> all =
        List.of(arguments.split(",", -1)).stream()
            .map(one -> one.split("=", 2))
            .collect(
                Collectors.toMap(
                    one -> one[0],
                    one -> one[0].equals("threshold") ? Integer.valueOf(one[1]) : one[1]));
    McpSchema.CallToolResult result = world.call(tool, all);
    assertThat(result.isError()).as(TestClient.text(result)).isTrue();
    assertThat(TestClient.text(result)).contains(said.split("\\|", -1));
  }

  @Test
  void aChannelThatAlertsNameIsNotRemoved() {
    confirmed("set_alert_channel", mail());
    confirmed("set_alert", Map.of("alert", "daily-spend", "channels", List.of("mail")));
    assertThat(TestClient.text(world.confirm("remove_alert_channel", Map.of("channel", "mail"))))
        .contains("used by the alerts daily-spend");
    confirmed("set_alert", Map.of("alert", "daily-spend", "channels", List.of()));
    confirmed("remove_alert_channel", Map.of("channel", "mail"));
    assertThat(world.backend().alerting().channels()).isEmpty();
  }

  @Test
  void readersAreRefused() {
    String token =
        world
            .admin()
            .post("tokens", WireJson.object().put("name", "eve").put("role", "reader"))
            .path("token")
            .asString();
    GatewayToken reader = new GatewayToken(Optional.of(token), new PlumblineHome(home));
    try (GatewayClient client =
        new GatewayClient(new GatewayAddress(world.url()), reader, HttpSettings.standard())) {
      GatewayBackend backend = new GatewayBackend(client, Clock.systemUTC());
      Control control =
          new Control(() -> backend, new SecretSink(null), ZoneOffset.UTC, Clock.systemUTC());
      assertThat(backend.alerting().alerts()).isNotEmpty();
      RemoveAlert tool = new RemoveAlert(control);
      Plan<RemoveAlert.Output> plan =
          tool.plan(new RemoveAlert.Input("daily-spend"), BudgetedCall.standard());
      assertThat(plan)
          .isInstanceOfSatisfying(
              Plan.Proposed.class,
              proposed ->
                  assertThatThrownBy(() -> proposed.apply().get())
                      .isInstanceOf(Failure.Denied.class));
    }
    assertThat(alert("daily-spend").enabled()).isTrue();
  }

  @Test
  void whoMayDoWhatIsSaid() {
    Control nowhere =
        new Control(world::backend, new SecretSink(null), ZoneOffset.UTC, Clock.systemUTC());
    Map<String, Role> roles =
        AlertTools.all(nowhere).stream()
            .filter(tool -> tool instanceof Change<?, ?>)
            .collect(Collectors.toMap(tool -> tool.spec().name(), tool -> tool.spec().role()));
    assertThat(roles)
        .containsOnly(
            Map.entry("set_alert", Role.OPERATOR),
            Map.entry("silence_alert", Role.OPERATOR),
            Map.entry("test_alert", Role.OPERATOR),
            Map.entry("remove_alert", Role.ADMIN),
            Map.entry("set_alert_channel", Role.ADMIN),
            Map.entry("remove_alert_channel", Role.ADMIN));
  }
}
