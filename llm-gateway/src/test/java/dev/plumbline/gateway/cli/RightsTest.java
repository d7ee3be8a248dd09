package dev.plumbline.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.admin.AdminHouse;
import dev.plumbline.gateway.cli.Terminal.Run;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what from the command line, and what is refused. */
final class RightsTest {
  @TempDir Path home;

  private AdminHouse house;
  private Terminal terminal;

  @BeforeEach
  void start() {
    house = new AdminHouse(home, Map.of());
    terminal = new Terminal(home).with("PLUMBLINE_GATEWAY_URL", house.url());
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private String ok(String... arguments) {
    Run run = terminal.run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out().strip();
  }

  @Test
  void tokensAreManaged() {
    String token = ok("token", "create", "--name", "grafana", "--role", "reader");
    assertThat(house.as(token, "GET", "whoami", "").json().path("role").asString())
        .isEqualTo("reader");
    assertThat(ok("token", "list")).contains("grafana", "reader", "first-admin");
    Terminal reader =
        new Terminal(home)
            .with("PLUMBLINE_GATEWAY_URL", house.url())
            .with("PLUMBLINE_GATEWAY_TOKEN", token);
    Run denied = reader.run("token", "list");
    assertThat(denied.code()).isEqualTo(1);
    assertThat(denied.err()).contains("grafana", "reader", "admin").doesNotContain(token);
    ok("token", "revoke", "grafana");
    assertThat(reader.run("key", "list").err()).contains("token is wrong");
  }

  @Test
  void whatTheGatewayRefusesIsToldAndFails() {
    Run wrong =
        terminal.run("budget", "create", "b", "--level", "key", "--limit", "-1", "--period", "day");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("limit_usd", "-1");
    assertThat(terminal.run("key", "block", "abcdefghijkl").err()).contains("no key abcdefghijkl");
    assertThat(terminal.run("key", "block", "../../x").code()).isEqualTo(2);
    assertThat(terminal.run("route", "create", "r", "--target", "openai").code()).isEqualTo(2);
    assertThat(terminal.run("key").code()).isEqualTo(2);
    assertThat(terminal.run("kye", "list").code()).isEqualTo(2);
  }
}
