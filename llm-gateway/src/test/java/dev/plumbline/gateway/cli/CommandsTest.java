package dev.plumbline.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.admin.AdminHouse;
import dev.plumbline.gateway.cli.Terminal.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command against a running gateway. */
final class CommandsTest {
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
  void aKeyIsMadeUsedRotatedAndRevoked() {
    String key = ok("key", "create", "--name", "web shop", "--department", "shop");
    assertThat(house.models(key)).isEqualTo(200);
    String id = key.split("-", -1)[1];
    assertThat(ok("key", "list")).contains(id, "active", "web shop", "department=shop");
    assertThat(ok("key", "block", id)).isEqualTo("The key " + id + " is blocked.");
    assertThat(house.models(key)).isEqualTo(403);
    ok("key", "unblock", key);
    String fresh = ok("key", "rotate", id, "--grace", "0s");
    assertThat(house.models(key)).isEqualTo(401);
    assertThat(house.models(fresh)).isEqualTo(200);
    ok("key", "revoke", id);
    assertThat(house.models(fresh)).isEqualTo(403);
  }

  @Test
  void everyChoiceOfAKeyReachesIt() {
    Run made =
        terminal.run(
            "key",
            "create",
            "--json",
            "--name",
            "all",
            "--organisation",
            "acme",
            "--project",
            "p",
            "--environment",
            "test",
            "--task",
            "t",
            "--user",
            "ada",
            "--model",
            "gpt-*,fast",
            "--provider",
            "openai",
            "--expires",
            "30d",
            "--metadata",
            "team=x",
            "--pass-through",
            "--unpriced",
            "--closed-when-store-down",
            "--no-attribution");
    assertThat(made.code()).as(made.err()).isZero();
    var entry = made.json().path("entry");
    assertThat(entry.path("owner").toString())
        .isEqualTo(
            "{\"organisation\":\"acme\",\"department\":null,\"environment\":\"test\","
                + "\"project\":\"p\",\"task\":\"t\",\"user\":\"ada\"}");
    assertThat(entry.path("models").toString()).isEqualTo("[\"gpt-*\",\"fast\"]");
    assertThat(entry.path("rules").toString())
        .isEqualTo(
            "{\"pass_through\":true,\"unpriced\":true,\"when_store_down\":false,"
                + "\"attribution\":false}");
    assertThat(Instant.parse(entry.path("expires").asString()))
        .isBetween(Instant.now().plusSeconds(29 * 86_400), Instant.now().plusSeconds(31 * 86_400));
    assertThat(entry.path("metadata").path("team").asString()).isEqualTo("x");
  }

  @Test
  void providersRoutesBudgetsAndLimitsAreManaged() {
    ok(
        "provider",
        "add",
        "own",
        "--url",
        "http://127.0.0.1:9",
        "--dialect",
        "openai",
        "--key-variable",
        "OWN_KEY",
        "--header",
        "x-team=shop",
        "--price-as",
        "openai");
    assertThat(ok("provider", "list")).contains("own", "http://127.0.0.1:9", "env:OWN_KEY");
    ok(
        "route",
        "create",
        "team/fast",
        "--target",
        "own/a/b",
        "--target",
        "own/c=3",
        "--attempts",
        "3",
        "--timeout",
        "2m");
    assertThat(ok("route", "list")).contains("team/fast", "own/a/b=1@0", "own/c=3@1");
    ok(
        "budget",
        "create",
        "shop-day",
        "--level",
        "department",
        "--value",
        "shop",
        "--limit",
        "12.50",
        "--period",
        "day",
        "--at-limit",
        "degrade",
        "--degrade-to",
        "team/fast",
        "--threshold",
        "50,90",
        "--zone",
        "Europe/Berlin");
    assertThat(ok("budget", "list")).contains("shop-day", "department=shop", "$12.5", "degrade");
    assertThat(ok("budget", "state")).contains("shop-day", "$0 of $12.5", "$12.5 left");
    ok("limit", "create", "rpm", "--level", "key", "--kind", "requests", "--amount", "60");
    assertThat(ok("limit", "list")).contains("rpm", "key=*", "60 requests", "PT1M");
    Run used = terminal.run("route", "delete", "team/fast");
    assertThat(used.code()).isEqualTo(1);
    assertThat(used.err()).contains("budget shop-day");
    ok("budget", "delete", "shop-day");
    ok("route", "delete", "team/fast");
    ok("limit", "delete", "rpm");
    assertThat(ok("provider", "delete", "own")).isEqualTo("Deleted own.");
  }

  @Test
  void usageIsShownToTheLastDigit() {
    String event =
        """
        {"id":"a","time":"%s","provider":"openai","model":"gpt-5","source":"elsewhere",\
        "attribution":{"user":"ada"},"charge":{"cost":{"output":"0.100000000001"}},\
        "tokens":{"output":12}}\
        """
            .formatted(Instant.now().minusSeconds(60));
    assertThat(house.send("POST", "import", event).status()).isEqualTo(200);
    assertThat(ok("usage", "--by", "user,model"))
        .contains("ada", "gpt-5", "$0.100000000001", "1 requests", "12 tokens");
    assertThat(terminal.run("usage", "--json").json().at("/rows/0/values/0").asString())
        .isEqualTo("0.100000000001");
    assertThat(terminal.run("usage", "--by", "usr").code()).isEqualTo(2);
  }
}
